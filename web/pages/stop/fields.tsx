import { Choice, Select, TextArea, TextField } from '../../components/fields';
import type { Option, Refused } from '../../components/form';
import { Words } from '../../components/text';
import type { StopFields } from '../../view/stop';

export interface StopFieldsProps {
  readonly values: StopFields;
  readonly refused: Refused | null;
  readonly services: readonly Option[];
  /** « heure de Paris » */
  readonly zoneWords: string;
  readonly prefix: string;
}

/** What a stop is: which services, when, what is said of it. */
export function StopWhat({ values, refused, services, zoneWords, prefix, begun = false }: StopFieldsProps & { begun?: boolean }) {
  const common = { refused };
  return (
    <>
      <TextField id={`${prefix}-titre`} name="titre" label="Ce qui s’arrête, en quelques mots" hint="Lu par les partenaires : « Mise à jour de CDAP »." value={values.titre} maxLength={150} required {...common} />
      <Boxes name="services" legend="Services touchés" hint="Aucune case cochée : tout Mon Compte Partenaire." options={services} chosen={values.services} refused={refused} prefix={prefix} />
      {begun ? <input type="hidden" name="debut" value={values.debut} /> : <TextField id={`${prefix}-debut`} name="debut" type="datetime-local" label="Début" aside={`(${zoneWords})`} value={values.debut} width="w-when" required {...common} />}
      <TextField id={`${prefix}-fin`} name="fin" type="datetime-local" label="Fin" aside={`(${zoneWords})`} value={values.fin} width="w-when" required {...common} />
      <TextArea id={`${prefix}-consigne`} name="consigne" label="Pourquoi, et que faire en attendant" aside="(facultatif, lu par les partenaires)" value={values.consigne} rows={4} {...common} />
    </>
  );
}

/** When it is told, and told again. */
export function StopTelling({ values, refused, zoneWords, prefix, announced = false }: StopFieldsProps & { announced?: boolean }) {
  return (
    <>
      {!announced && (
        <>
          <Choice name="envoi" legend="Envoi de l’annonce" idPrefix={prefix} value={values.envoi} refused={refused} options={[{ value: 'maintenant', label: 'Tout de suite', hint: 'dès que vous confirmez' }, { value: 'plus-tard', label: 'À une date choisie' }]} />
          <TextField id={`${prefix}-envoi_le`} name="envoi_le" type="datetime-local" label="Date d’envoi, si elle est choisie" aside={`(${zoneWords})`} value={values.envoi_le} width="w-when" refused={refused} />
        </>
      )}
      <Select id={`${prefix}-rappel`} name="rappel" label="Rappel avant le début" value={values.rappel} blank="Aucun" refused={refused} options={[{ value: '1', label: 'La veille, à la même heure' }, { value: '2', label: 'Deux jours avant' }, { value: '7', label: 'Une semaine avant' }]} />
    </>
  );
}

/** Boxes of one name, any number of them. */
export function Boxes({ name, legend, hint, options, chosen, refused, prefix }: { name: string; legend: string; hint?: string; options: readonly Option[]; chosen: readonly string[]; refused: Refused | null; prefix: string }) {
  const error = refused?.errors.find((one) => one.field === name)?.message;
  return (
    <fieldset class="choice" id={`${prefix}-${name}`}>
      <legend>{legend}</legend>
      {error !== undefined && (
        <div class="t-late small fw6">
          <Words text={error} />
        </div>
      )}
      {options.map((option) => (
        <div class="form-check">
          <input class="form-check-input" type="checkbox" name={name} value={option.value} id={`${prefix}-${name}-${option.value}`} checked={chosen.includes(option.value)} />
          <label class="form-check-label" for={`${prefix}-${name}-${option.value}`}>
            {option.label}
          </label>
        </div>
      ))}
      {hint !== undefined && (
        <div class="form-text">
          <Words text={hint} />
        </div>
      )}
    </fieldset>
  );
}
