/** The parts of oxc's own syntax tree that are read here; node types that are not named fall through every switch. */

type Of<Type extends string> = Type extends string
  ? { readonly type: Type; readonly start: number; readonly end: number }
  : never;
type List<Item> = ArrayLike<Item> & Iterable<Item>;

type Identifier = Of<"BindingIdentifier" | "IdentifierReference" | "IdentifierName"> & { readonly name: string };
export type StringLiteral = Of<"StringLiteral"> & { readonly value: string };
type PrivateIdentifier = Of<"PrivateIdentifier"> & { readonly name: string };
type NumericLiteral = Of<"NumericLiteral"> & { readonly value: number };
export type Key = Identifier | PrivateIdentifier | StringLiteral | NumericLiteral;

type Block = Of<"FunctionBody" | "BlockStatement"> & { readonly body: List<Statement> };
type ModuleBlock = Of<"TSModuleBlock"> & { readonly body: List<Statement> };
export type Decorator = Of<"Decorator">;
type Parameter = { readonly start: number; readonly end: number; readonly pattern: Pattern };
type Parameters = Of<"FormalParameters"> & { readonly items: List<Parameter> };

export type FunctionNode = Of<
  "FunctionDeclaration" | "FunctionExpression" | "TSDeclareFunction" | "TSEmptyBodyFunctionExpression"
> & {
  readonly id: Identifier | null;
  readonly params: Parameters;
  readonly body: Block | null;
};
type Arrow = Of<"ArrowFunctionExpression"> & { readonly body: Block | Expression };

export type ObjectProperty = Of<"ObjectProperty"> & {
  readonly key: Key;
  readonly value: Expression;
  readonly computed: boolean;
  readonly shorthand: boolean;
};
export type ObjectExpression = Of<"ObjectExpression"> & {
  readonly properties: List<ObjectProperty | Of<"SpreadElement">>;
};
type Member =
  | (Of<"StaticMemberExpression"> & { readonly object: Expression; readonly property: Identifier })
  | (Of<"ComputedMemberExpression"> & { readonly object: Expression; readonly property: Expression });
type Assignment = Of<"AssignmentExpression"> & { readonly left: Expression; readonly right: Expression };
export type Call = Of<"CallExpression"> & { readonly callee: Expression; readonly arguments: List<Expression> };
type Wrapped = Of<
  "TSAsExpression" | "TSSatisfiesExpression" | "TSNonNullExpression" | "TSTypeAssertion" | "ParenthesizedExpression"
> & { readonly expression: Expression };

export type Expression =
  | Identifier
  | StringLiteral
  | FunctionNode
  | Arrow
  | ClassNode
  | ObjectExpression
  | Member
  | Assignment
  | Call
  | Wrapped
  | (Of<"UnaryExpression"> & { readonly operator: string; readonly argument: Expression })
  | Of<"ThisExpression">;

export type Pattern =
  | Identifier
  | (Of<"ObjectPattern"> & { readonly properties: List<Of<"BindingProperty"> & { key: Key; value: Pattern }> })
  | (Of<"ArrayPattern"> & { readonly elements: List<Pattern | null> })
  | (Of<"AssignmentPattern"> & { readonly left: Pattern });

type ClassElement =
  | (Of<"MethodDefinition" | "TSAbstractMethodDefinition"> & {
      readonly key: Key;
      readonly computed: boolean;
      readonly kind: "constructor" | "method" | "get" | "set";
      readonly value: FunctionNode;
      readonly decorators: List<Decorator>;
      readonly accessibility: string | null;
    })
  | (Of<"PropertyDefinition" | "TSAbstractPropertyDefinition" | "AccessorProperty" | "TSAbstractAccessorProperty"> & {
      readonly key: Key;
      readonly computed: boolean;
      readonly value: Expression | null;
      readonly decorators: List<Decorator>;
      readonly accessibility: string | null;
    })
  | Of<"StaticBlock" | "TSIndexSignature">;

export type ClassNode = Of<"ClassDeclaration" | "ClassExpression"> & {
  readonly id: Identifier | null;
  readonly decorators: List<Decorator>;
  readonly body: Of<"ClassBody"> & { readonly body: List<ClassElement> };
};

type Signature =
  | (Of<"TSPropertySignature"> & { readonly key: Key; readonly computed: boolean })
  | (Of<"TSMethodSignature"> & {
      readonly key: Key;
      readonly computed: boolean;
      readonly kind: "method" | "get" | "set";
    })
  | Of<"TSCallSignatureDeclaration" | "TSConstructSignatureDeclaration" | "TSIndexSignature">;

export type Interface = Of<"TSInterfaceDeclaration"> & {
  readonly id: Identifier;
  readonly body: Of<"TSInterfaceBody"> & { readonly body: List<Signature> };
};
export type Enum = Of<"TSEnumDeclaration"> & {
  readonly id: Identifier;
  readonly body: Of<"TSEnumBody"> & { readonly members: List<Of<"TSEnumMember"> & { readonly id: Key }> };
};
export type Namespace = Of<"TSNamespaceDeclaration" | "TSExternalModuleDeclaration" | "TSGlobalDeclaration"> & {
  readonly id?: Identifier | StringLiteral;
  readonly body: ModuleBlock | Namespace | null;
  readonly declare: boolean;
};
type Declarator = Of<"VariableDeclarator"> & { readonly id: Pattern; readonly init: Expression | null };
export type Variables = Of<"VariableDeclaration"> & {
  readonly kind: "var" | "let" | "const" | "using" | "await using";
  readonly declarations: List<Declarator>;
  readonly declare: boolean;
};
export type ImportEquals = Of<"TSImportEqualsDeclaration"> & {
  readonly id: Identifier;
  readonly moduleReference:
    | (Of<"TSExternalModuleReference"> & { readonly expression: StringLiteral })
    | Identifier
    | Of<"TSQualifiedName">;
};

export type Declaration =
  | FunctionNode
  | ClassNode
  | Interface
  | Enum
  | Namespace
  | Variables
  | ImportEquals
  | (Of<"TSTypeAliasDeclaration"> & { readonly id: Identifier });

type ModuleName = Identifier | StringLiteral;
type Source = { readonly source: StringLiteral };

export type ImportDeclaration = Of<"ImportDeclaration"> &
  Source & {
    readonly specifiers: List<
      | Of<"ImportDefaultSpecifier" | "ImportNamespaceSpecifier">
      | (Of<"ImportSpecifier"> & { readonly imported: ModuleName })
    > | null;
  };
type Specifiers = { readonly specifiers: List<{ readonly local: ModuleName }> };

export type Statement =
  | Declaration
  | Block
  | ImportDeclaration
  | (Of<"ExportAllDeclaration"> & Source)
  | (Of<"ExportFromDeclaration"> & Source & Specifiers)
  | (Of<"ExportNamedDeclaration"> & Specifiers)
  | (Of<"ExportDeclaration"> & { readonly declaration: Declaration })
  | (Of<"ExportDefaultDeclaration"> & { readonly declaration: FunctionNode | ClassNode | Interface | Expression })
  | (Of<"TSExportAssignment"> & { readonly expression: Expression })
  | (Of<"ExpressionStatement"> & { readonly expression: Expression });

export type Span = { readonly start: number; readonly end: number };
