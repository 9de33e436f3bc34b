import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { Icon } from './icon';
import { Words } from './text';
import type { FieldProps, Option, Refused } from './form';

function errorOf({ name, refused }: FieldProps): string | undefined {
  return refused?.errors.find((error) => error.field === name)?.message;
}

/** Attributes common to inputs: name, value, what describes it, whether it is wrong. */
function attributes(props: FieldProps, fallback: string | undefined) {
  const described = [props.hint === undefined ? null : `${props.id}-aide`, errorOf(props) === undefined ? null : `${props.id}-erreur`].filter(
    (id) => id !== null,
  );
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
      {error !== undefined && (
        <div class="t-late small fw6 mt-1" id={`${props.id}-erreur`}>
          <Words text={error} />
        </div>
      )}
      {props.hint !== undefined && (
        <div class="form-text" id={`${props.id}-aide`}>
          <Words text={props.hint} />
        </div>
      )}
    </div>
  );
}

const invalid = (props: FieldProps) => (errorOf(props) === undefined ? '' : ' is-invalid');

export function TextField(
  props: FieldProps & {
    value?: string;
    type?: 'text' | 'email' | 'tel' | 'password' | 'datetime-local' | 'date' | 'search';
    autocomplete?: string;
    placeholder?: string;
    width?: 'w-ref' | 'w-when';
    maxLength?: number;
  },
) {
  const { type = 'text', autocomplete = 'off', placeholder, width, maxLength } = props;
  const cls = `form-control${invalid(props)}${width === undefined ? '' : ` ${width}`}`;
  // Preact's types tell inputs apart by a literal `type`; ours is one of several.
  const input = {
    class: cls,
    type,
    autocomplete,
    placeholder,
    maxLength,
    ...attributes(props, props.value),
  } as InputHTMLAttributes<HTMLInputElement>;
  return (
    <Field props={props}>
      <input {...input} />
    </Field>
  );
}

/** Files to choose, in our own words whatever the browser's; a browser never fills it again. Without a script it says itself what was chosen. */
export function FileField(props: FieldProps & { accept?: string; multiple?: boolean }) {
  const { value: _value, ...rest } = attributes(props, undefined);
  return (
    <Field props={props}>
      <div class={`filepick${invalid(props)}`}>
        <label class="btn btn-light btn-sm" for={props.id}>
          <Icon name="file" />
          {props.multiple === true ? 'Choisir des fichiers' : 'Choisir un fichier'}
        </label>
        <input type="file" accept={props.accept} multiple={props.multiple} {...rest} />
        <span class="file-names muted anywhere" data-blank="Aucun fichier choisi" aria-live="polite">
          Aucun fichier choisi
        </span>
      </div>
    </Field>
  );
}

export function TextArea(props: FieldProps & { value?: string; rows?: number; placeholder?: string }) {
  const { value, ...rest } = attributes(props, props.value);
  return (
    <Field props={props}>
      <textarea class={`form-control${invalid(props)}`} rows={props.rows ?? 4} placeholder={props.placeholder} {...rest}>
        {value}
      </textarea>
    </Field>
  );
}

export function Select(props: FieldProps & { options: readonly Option[]; value?: string; blank?: string }) {
  const { value, ...rest } = attributes(props, props.value);
  return (
    <Field props={props}>
      <select class={`form-select${invalid(props)}`} {...rest}>
        {props.blank !== undefined && <option value="">{props.blank}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** One choice among a few, all visible. */
export function Choice({
  name,
  legend,
  options,
  value,
  refused,
  idPrefix,
  class: cls,
}: {
  name: string;
  legend: string;
  options: ReadonlyArray<Option & { hint?: string }>;
  value?: string;
  refused?: Refused | null;
  idPrefix: string;
  class?: string;
}) {
  const chosen = refused?.values[name] ?? value;
  const error = refused?.errors.find((e) => e.field === name)?.message;
  return (
    <fieldset class={cls === undefined ? 'choice' : `choice ${cls}`} id={`${idPrefix}-${name}`}>
      <legend>{legend}</legend>
      {error !== undefined && <div class="t-late small fw6">{error}</div>}
      {options.map((option) => (
        <div class="form-check">
          <input
            class="form-check-input"
            type="radio"
            name={name}
            id={`${idPrefix}-${name}-${option.value}`}
            value={option.value}
            checked={option.value === chosen}
          />
          <label class="form-check-label" for={`${idPrefix}-${name}-${option.value}`}>
            <span class="fw6">{option.label}</span>
            {option.hint !== undefined && <span class="muted small"> — <Words text={option.hint} /></span>}
          </label>
        </div>
      ))}
    </fieldset>
  );
}

/** Boxes to check, any number of them; each has a name of its own and says « oui ». */
export function Checks({
  legend,
  idPrefix,
  options,
}: {
  legend: string;
  idPrefix: string;
  options: ReadonlyArray<{ readonly name: string; readonly label: string; readonly checked: boolean }>;
}) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <div class="form-check">
          <input class="form-check-input" type="checkbox" name={option.name} value="oui" id={`${idPrefix}-${option.name}`} checked={option.checked} />
          <label class="form-check-label" for={`${idPrefix}-${option.name}`}>
            {option.label}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
