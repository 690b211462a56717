import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyPath } from "./classify-path.ts";
import type { FileRole } from "./file-role.ts";

const paths: Record<FileRole, string> = {
  source: `
    src/a.ts src/build/a.ts build/webpack/run.js src/dist/a.js src/out/port.java target/a.go coverage/control.py torch/dist/a.py
    src/vendor/vendor.service.ts app/vendor/page.tsx src/modules/vendors/list.py lib/thirdparty/recipe.ts deps/deps.go src/react.js
    packages/testing/src/a.ts packages/test-utils/src/a.ts packages/test/src/a.ts packages/rule-tester/src/a.ts testing/a.go internal/testing/grpc.go
    django/test/client.py src/Symfony/Bundle/FrameworkBundle/Test/KernelTestCase.php src/Illuminate/Foundation/Testing/Wormhole.php
    activesupport/lib/active_support/test_case.rb rack/lib/rack/test/utils.rb lib/phoenix/test/conn_test.ex lib/rails/generators/unit_test.rb
    a/src/main/java/org/springframework/boot/test/DataJpaTest.java shared/src/commonMain/kotlin/test/A.kt src/main/java/com/example/demo/App.java
    com/example/App.java src/contest.js src/latest.go src/attestation.rs src/spec/encode.ts lib/ansible/plugins/test/core.py src/key_spec.rs PluginSpec.java
    src/speed-test.ts src/test.ts django/core/management/commands/test.py src/app/app.config.ts lib/ansible/modules/setup.py src/sample/list.ts
    app/docs/page.tsx apps/docs/src/a.tsx db/migrate/001_a.rb app/migrations/0001_initial.py src/types/a.d.ts src/page.html src/a.vue src/a.proto
    templates/site/docs/sidebar.html lib/generators/templates/a.rb.tt src/kernel.cu scripts/release.sh src/generated-columns.ts src/bundle.js`,
  test: `
    src/a.test.ts src/a.spec.tsx src/a.e2e.ts a_test.go test_a.py a_test.py pkg/tests/a.py tests.py conftest.py runtests.py src/ATest.java src/ATests.cs FooIT.java
    a_spec.rb spec/spec_helper.rb spec/models/a.rb tests/cli.rs src/parser/tests.rs src/vs/base/test/a.ts src/__tests__/a.js src/__mocks__/fs.ts
    test/fixtures/a.json pkg/testdata/a.txt e2e/login.ts cypress/integration/a.js Src/Newtonsoft.Json.Tests/A.cs test/Foo.UnitTests/A.cs Foo.Test/Bar.cs
    extensions/vscode-api-tests/src/a.ts src/test/java/A.java src/androidTest/java/A.kt src/testFixtures/java/A.java app/src/integrationTest/kotlin/A.kt
    Tests/LinuxMain.swift FooTests/A.swift a_unittest.cc test_a.c src/a_test.exs a.feature a.bats a.phpt tests/Unit/ATest.php app/code/Magento/ATest.php
    tests/examples/a.py test/README.md test-d/a.ts pkg/test/test_a.py cmd/testutil/a.go tests/docs/a.py test.js src/main/a.test.ts src/main/webapp/a.spec.ts src/setupTests.ts`,
  example: `
    examples/a.ts examples/b/test/a.test.ts packages/a/examples/b.ts samples/A.cs demo/a.js benchmarks/a.py bench/a.ts crates/a/benches/b.rs playground/a.ts
    src/a.stories.tsx src/a.bench.ts src/examples/a.py doc/conf.py docs/src/a.tsx docs_src/tutorial/a.py example/src/main/java/org/x/A.java`,
  docs: `
    README.md README LICENSE LICENSE-MIT COPYING CHANGELOG CHANGES.rst AUTHORS src/README.md notes.txt docs/a.html docs/nested/a.yml doc/a.css
    packages/a/docs/b.json a.adoc examples/README.md .github/PULL_REQUEST_TEMPLATE.md`,
  config: `
    package.json tsconfig.json .gitignore .eslintrc .github/workflows/ci.yml .github/scripts/a.js Makefile Dockerfile Dockerfile.dev a.toml a.ini a.csproj
    vite.config.ts packages/a/vitest.config.ts setup.py requirements.txt requirements-dev.txt CMakeLists.txt go.mod Gemfile a.gemspec build.rs BUILD
    .vscode/settings.json .storybook/main.ts pom.xml build.gradle robots.txt main.tf Jenkinsfile`,
  generated: `
    package-lock.json yarn.lock Cargo.lock go.sum sub/composer.lock dist/index.js packages/a/dist/b.d.ts a.min.js a-min.css a.js.map src/__snapshots__/a.snap
    api.pb.go api_pb2.py api_pb2_grpc.py api_pb.d.ts A.Designer.cs A.g.cs a.g.dart a.freezed.dart src/generated/a.ts src/__generated__/a.ts schema.generated.ts
    zz_generated.deepcopy.go sdk.gen.go .next/server.js a.bundle.js .pnp.cjs test/__snapshots__/a.js`,
  vendored: `
    node_modules/a/index.js packages/a/node_modules/b.js vendor/github.com/a/b.go cmd/x/vendor/golang.org/a.go vendor/assets/a.js third_party/a/b.cc
    src/third_party/a.cc src/pip/_vendor/a.py Pods/A/a.m deps/jemalloc/a.c public/vendor/a.js lib/assets/vendor/a.js packages/a/vendor/b.js
    static/jquery-3.7.1.js jquery.js css/bootstrap.css gradlew gradle/wrapper/gradle-wrapper.properties .yarn/releases/yarn.cjs bower_components/a/a.js
    thirdparty/a.c external/a/b.cpp tests/node_modules/a.js`,
  binary: "logo.PNG docs/a.pdf tests/a.zip a.woff2 a.wasm a.sqlite a.class",
  other: "data.csv icon.svg fix.patch locale/de.po bin/console notes run.log",
};

const rows = Object.entries(paths).flatMap(([role, list]) =>
  list
    .trim()
    .split(/\s+/)
    .map((path) => [path, role] as const),
);

const anyText = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("latin1"));

describe("classifyPath", () => {
  it.each(rows)("takes %s for %s", (path, role) => {
    expect(classifyPath(path)).toBe(role);
  });

  it("gives the next role when one is denied", () => {
    expect(classifyPath("node_modules/a.test.js", ["vendored"])).toBe("test");
    expect(classifyPath("vendor/a.min.js", ["vendored"])).toBe("generated");
    expect(classifyPath("vendor/a.min.js", ["vendored", "generated"])).toBe("source");
    expect(classifyPath("docs/a.md", ["docs"])).toBe("other");
  });

  it.each([
    ["x/", "a.ts", "source"],
    ["dist/", "a.rs", "source"],
    ["requirements", "!.txt", "docs"],
  ] as const)("reads %s two hundred thousand times over in one go", (part, end, role) => {
    expect(classifyPath(part.repeat(200_000) + end)).toBe(role);
  });

  it("takes any path", () => {
    fc.assert(
      fc.property(anyText, (path) => {
        expect(Object.keys(paths)).toContain(classifyPath(path));
      }),
    );
  });
});
