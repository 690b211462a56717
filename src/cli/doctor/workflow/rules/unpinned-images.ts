/** Container images that are named by a tag, which can be moved. */
import type { WorkflowRule } from "../workflow-rule.ts";

const digest = /@sha256:[0-9a-f]{64}$/;

const imageOf = (container: unknown): string | null => {
  if (typeof container === "string") return container;
  const image = (container as Record<string, unknown> | null | undefined)?.image;
  return typeof image === "string" ? image : null;
};

export const unpinnedImages: WorkflowRule = {
  name: "unpinned-images",
  weight: "exposed",
  todo: "Name the image by its digest: image@sha256:…",
  find: ({ jobs, lineOf }) =>
    jobs.flatMap(({ name, job, path }) => {
      const services = typeof job.services === "object" && job.services !== null ? Object.entries(job.services) : [];
      const images = [
        { image: imageOf(job.container), at: [...path, "container"] },
        ...services.map(([key, service]) => ({ image: imageOf(service), at: [...path, "services", key] })),
      ];
      return images.flatMap(({ image, at }) =>
        image === null || image === "" || digest.test(image)
          ? []
          : [{ line: lineOf(at), what: `job ${name}: the image ${image.slice(0, 100)} is not pinned to a digest` }],
      );
    }),
};
