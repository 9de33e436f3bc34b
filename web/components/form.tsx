import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { Icon } from './icon';

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
export function PostForm({ action, tokens, suffix, draft, id, class: cls, children }: { action: string; id?: string; tokens: FormTokens; suffix: string; draft?: string; class?: string; children: ComponentChildren }) {
  return (
    <form method="post" action={action} id={id} class={cls} data-once data-draft={draft}>
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

function errorOf({ name, refused }: FieldProps): string | undefined {
  return refused?.errors.find((error) => error.field === name)?.message;
}

/** Attributes common to inputs: name, value, what describes it, whether it is wrong. */
function attributes(props: FieldProps, fallback: string | undefined) {
  const described = [props.hint === undefined ? null : `${props.id}-aide`, errorOf(props) === undefined ? null : `${props.id}-erreur`].filter((id) => id !== null);
  return {
    id: props.id,
    name: props.name,
    value: props.refused?.values[props.name] ?? fallback,
    required: props.required,
    'aria-invalid': errorOf(props) === undefined ? undefined : ('true' as const),
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
    'data-item': props.item,
    form: props.form,
  };
}

function Field({ props, children }: { props: FieldProps; children: ComponentChildren }) {
  const error = errorOf(props);
  return (
    <div class="mb-f">
      <label class="form-label" for={props.id}>
        {props.label}
        {props.aside !== undefined && <span class="muted fw4"> {props.aside}</span>}
      </label>
      {children}
      {error !== undefined && <div class="t-late small fw6 mt-1" id={`${props.id}-erreur`}>{error}</div>}
      {props.hint !== undefined && <div class="form-text" id={`${props.id}-aide`}>{props.hint}</div>}
    </div>
  );
}

const invalid = (props: FieldProps) => (errorOf(props) === undefined ? '' : ' is-invalid');

export function TextField(props: FieldProps & { value?: string; type?: 'text' | 'email' | 'tel' | 'password' | 'datetime-local' | 'search'; autocomplete?: string; placeholder?: string; width?: 'w-ref' | 'w-when'; maxLength?: number }) {
  const { type = 'text', autocomplete = 'off', placeholder, width, maxLength } = props;
  const cls = `form-control${invalid(props)}${width === undefined ? '' : ` ${width}`}`;
  // Preact's types tell inputs apart by a literal `type`; ours is one of several.
  const input = { class: cls, type, autocomplete, placeholder, maxLength, ...attributes(props, props.value) } as InputHTMLAttributes<HTMLInputElement>;
  return <Field props={props}><input {...input} /></Field>;
}

export function TextArea(props: FieldProps & { value?: string; rows?: number; placeholder?: string }) {
  const { value, ...rest } = attributes(props, props.value);
  return <Field props={props}><textarea class={`form-control${invalid(props)}`} rows={props.rows ?? 4} placeholder={props.placeholder} {...rest}>{value}</textarea></Field>;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function Select(props: FieldProps & { options: readonly Option[]; value?: string; blank?: string }) {
  const { value, ...rest } = attributes(props, props.value);
  return (
    <Field props={props}>
      <select class={`form-select${invalid(props)}`} {...rest}>
        {props.blank !== undefined && <option value="">{props.blank}</option>}
        {props.options.map((option) => <option value={option.value} selected={option.value === value}>{option.label}</option>)}
      </select>
    </Field>
  );
}

/** One choice among a few, all visible. */
export function Choice({ name, legend, options, value, refused, idPrefix, class: cls }: { name: string; legend: string; options: ReadonlyArray<Option & { hint?: string }>; value?: string; refused?: Refused | null; idPrefix: string; class?: string }) {
  const chosen = refused?.values[name] ?? value;
  const error = refused?.errors.find((e) => e.field === name)?.message;
  return (
    <fieldset class={cls === undefined ? 'choice' : `choice ${cls}`} id={`${idPrefix}-${name}`}>
      <legend>{legend}</legend>
      {error !== undefined && <div class="t-late small fw6">{error}</div>}
      {options.map((option) => (
        <div class="form-check">
          <input class="form-check-input" type="radio" name={name} id={`${idPrefix}-${name}-${option.value}`} value={option.value} checked={option.value === chosen} />
          <label class="form-check-label" for={`${idPrefix}-${name}-${option.value}`}>
            <span class="fw6">{option.label}</span>
            {option.hint !== undefined && <span class="muted small"> — {option.hint}</span>}
          </label>
        </div>
      ))}
    </fieldset>
  );
}

/** The errors of a form, on top of it: each leads to its field. */
export function ErrorSummary({ refused, idOf }: { refused: Refused | null | undefined; idOf: (field: string) => string }) {
  if (refused === null || refused === undefined || refused.errors.length === 0) return null;
  return (
    <div class="note stop mb-3" role="alert" tabIndex={-1} data-focus>
      <Icon name="late" />
      <div class="grow">
        <b>{refused.errors.length === 1 ? 'Un point est à corriger, rien n’est perdu.' : `${refused.errors.length} points sont à corriger, rien n’est perdu.`}</b>
        <ul>{refused.errors.map((error) => <li>{error.field === null ? error.message : <a href={`#${idOf(error.field)}`}>{error.message}</a>}</li>)}</ul>
      </div>
    </div>
  );
}
