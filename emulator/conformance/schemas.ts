import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { closedDocument } from './closed-schema.ts';
import { type Document, readDocument } from './published-files.ts';

/** A fault that a schema finds: where in the value, what, and the value there. */
export interface Fault {
  readonly where: string;
  readonly message: string;
  readonly sample: unknown;
}

export interface Schemas {
  document(file: string): Document;
  /** `at` is the way to a schema inside the file: `['paths', '/crm/...', 'get', ...]`. */
  faults(file: string, at: readonly string[], value: unknown): Fault[];
}

/** HubSpot's schemas, each read and compiled at its first use: a test pays for the operations that it calls. */
export function schemasIn(folder: string): Schemas {
  // OpenAPI 3.0 differs from JSON Schema by `nullable` and `discriminator`: Ajv knows the first, no file has the second.
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, validateSchema: false, logger: false });
  formats.default(ajv);
  const documents = new Map<string, Document>();
  const compiled = new Map<string, ValidateFunction>();
  const document = (file: string): Document => {
    const known = documents.get(file);
    if (known) return known;
    const read = closedDocument(readDocument(folder, file));
    documents.set(file, read);
    ajv.addSchema({ $id: file, components: read.components });
    return read;
  };
  const validator = (file: string, at: readonly string[]): ValidateFunction => {
    const key = `${file} ${at.join(' ')}`;
    const known = compiled.get(key);
    if (known) return known;
    const made = ajv.compile(anchored(schemaAt(document(file), at), file) as object);
    compiled.set(key, made);
    return made;
  };
  const faults = (file: string, at: readonly string[], value: unknown): Fault[] => {
    const validate = validator(file, at);
    if (validate(value)) return [];
    return told(validate.errors ?? [], ({ $ref }, data) => faults(file, ['components', 'schemas', nameIn($ref)], data));
  };
  return { document, faults };
}

/** The files write every branch of a `oneOf` as a reference. */
interface Branch {
  readonly $ref: string;
}

const nameIn = (reference: string): string => reference.split('/').at(-1) ?? '';

const schemaAt = (document: Document, at: readonly string[]): unknown =>
  at.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document);

/** A schema outside of `components` refers into its own file, which Ajv knows by name. */
function anchored(schema: unknown, file: string): unknown {
  if (Array.isArray(schema)) return schema.map((one) => anchored(one, file));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && String(value).startsWith('#') ? `${file}${String(value)}` : anchored(value, file),
    ]),
  );
}

/** A `oneOf` that no branch fits is told as the faults of the branch that comes closest. */
function told(errors: readonly ErrorObject[], ofBranch: (branch: Branch, data: unknown) => Fault[]): Fault[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf');
  const inChoice = (error: ErrorObject): boolean =>
    choices.some((choice) => choice !== error && error.instancePath.startsWith(choice.instancePath));
  return errors
    .filter((error) => !inChoice(error))
    .flatMap((error) => {
      if (error.keyword !== 'oneOf') return [faultOf(error)];
      // HubSpot tells the branches apart by a field; that a value fits two of them by its shape is no fault.
      if ((error.params as { passingSchemas: number[] | null }).passingSchemas !== null) return [];
      const tried = (error.schema as Branch[]).map((branch) => ofBranch(branch, error.data));
      const closest = tried.toSorted((a, b) => a.length - b.length)[0] ?? [];
      return closest.map((fault) => ({ ...fault, where: `${error.instancePath}${fault.where}` }));
    });
}

function faultOf({ instancePath, message = '', params, data, keyword }: ErrorObject): Fault {
  const named = params as Record<string, string | undefined>;
  const unknown = keyword === 'additionalProperties' ? named['additionalProperty'] : undefined;
  if (unknown !== undefined) {
    const sample = (data as Record<string, unknown>)[unknown];
    return { where: `${instancePath}/${unknown}`, message: 'is a field that the file does not know', sample };
  }
  if (keyword === 'required') {
    return { where: `${instancePath}/${named['missingProperty']}`, message: 'is required but missing', sample: data };
  }
  if (keyword === 'enum') return { where: instancePath, message: 'is none of the allowed values', sample: data };
  return { where: instancePath, message, sample: data };
}
