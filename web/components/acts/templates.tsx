import { filledTemplatePath, insertTemplatePath, type TicketAct } from '../../paths';
import type { ActsProps } from '../../view/acts';
import { Icon } from '../icon';
import { fieldId, refusedOf } from './frame';

/** Puts a reply template in the text: by the script where the cursor is, else by the server. */
export function TemplatePicker({ acts, act }: { acts: ActsProps; act: TicketAct }) {
  if (acts.templates.length === 0) return null;
  const id = fieldId(act, 'modele');
  const error = refusedOf(acts, act)?.errors.find((one) => one.field === 'modele')?.message;
  return (
    <div class="mb-f">
      <label class="form-label" for={id}>
        Modèle
      </label>
      <div class="row-flex templates-pick" data-templates={filledTemplatePath(acts.reference, 'MODELE')}>
        <select class="form-select form-select-sm" id={id} name="modele" aria-describedby={error === undefined ? undefined : `${id}-erreur`} data-key={act === 'reponse' ? 'm' : undefined}>
          <option value="">Choisir…</option>
          {acts.templates.map((template) => (
            <option value={template.value}>{template.label}</option>
          ))}
        </select>
        <button class="btn btn-light btn-sm" type="submit" formaction={insertTemplatePath(acts.reference, act)} formnovalidate data-insert>
          <Icon name="template" />
          Insérer
        </button>
      </div>
      {error !== undefined && (
        <div class="t-late small fw6 mt-1" id={`${id}-erreur`}>
          {error}
        </div>
      )}
    </div>
  );
}
