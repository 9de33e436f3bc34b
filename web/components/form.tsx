import type { ComponentChildren } from 'preact';
import { Icon } from './icon';
import { Words } from './text';

/** What every form that changes something carries (names: `_csrf`, `_cle`). */
export interface FormTokens {
  readonly csrf: string;
  /** Idempotency key of this rendering; each form adds its own suffix, so a double click makes one. */
  readonly key: string;
}

/** What was sent and refused: the form comes back filled, each error beside its field. */
export interface Refused {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: ReadonlyArray<{ readonly field: string | null; readonly message: string }>;
}

export function Tokens({ tokens, suffix }: { tokens: FormTokens; suffix: string }) {
  return (
    <>
      <input type="hidden" name="_csrf" value={tokens.csrf} />
      <input type="hidden" name="_cle" value={`${tokens.key}-${suffix}`} />
    </>
  );
}

/** A POST form; `data-once` lets the script refuse a second click, `data-draft` keep what is typed. */
export function PostForm({
  action,
  tokens,
  suffix,
  draft,
  draftUrl,
  draftAt,
  id,
  class: cls,
  file,
  children,
}: {
  action: string;
  /** It sends a file. */
  file?: boolean;
  id?: string;
  tokens: FormTokens;
  suffix: string;
  draft?: string;
  /** Where what is typed is kept; without it, on this computer. */
  draftUrl?: string;
  /** When what stands in it was kept there. */
  draftAt?: string;
  class?: string;
  children: ComponentChildren;
}) {
  return (
    <form method="post" action={action} id={id} class={cls} enctype={file === true ? 'multipart/form-data' : undefined} data-once data-draft={draft} data-draft-url={draftUrl} data-draft-at={draftAt}>
      <Tokens tokens={tokens} suffix={suffix} />
      {children}
    </form>
  );
}

export interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly aside?: string;
  readonly refused?: Refused | null;
  readonly required?: boolean;
  /** The contract's item this field gives; the live checklist follows it. */
  readonly item?: string;
  /** The form it belongs to, when it stands outside of it. */
  readonly form?: string;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** The errors of a form, on top of it: each leads to its field. */
export function ErrorSummary({ refused, idOf }: { refused: Refused | null | undefined; idOf: (field: string) => string }) {
  if (refused === null || refused === undefined || refused.errors.length === 0) return null;
  return (
    <div class="note stop mb-3" role="alert" tabIndex={-1} data-focus>
      <Icon name="late" />
      <div class="grow">
        <b>
          {refused.errors.length === 1
            ? 'Un point est à corriger, rien n’est perdu.'
            : `${refused.errors.length} points sont à corriger, rien n’est perdu.`}
        </b>
        <ul>
          {refused.errors.map((error) => (
            <li>{error.field === null ? <Words text={error.message} /> : <a href={`#${idOf(error.field)}`}><Words text={error.message} /></a>}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
