import type { TicketAct } from '../../paths';
import { FILE_FIELD, keptFileField, type ActsProps } from '../../view/acts';
import { fileSize } from '../../words/labels';
import { FileField } from '../fields';
import { Words } from '../text';
import { fieldId, refusedOf } from './frame';

/** Files that go with what is written: those that are kept already, each with a box to leave it out, and others to choose. */
export function Files({ acts, act }: { acts: ActsProps; act: TicketAct }) {
  const refused = refusedOf(acts, act);
  const kept = acts.files.filter(({ id }) => refused?.values[keptFileField(id)] !== undefined);
  return (
    <div data-files>
      <ul class="files-kept" data-files-kept aria-label="Fichiers joints">
        {kept.map(({ id, name, sizeBytes }) => (
          <li class="form-check">
            <input class="form-check-input" type="checkbox" name={keptFileField(id)} value={name} id={fieldId(act, `piece-${id.slice(0, 12)}`)} checked />
            <label class="form-check-label anywhere" for={fieldId(act, `piece-${id.slice(0, 12)}`)}>
              {name} <span class="small muted">{fileSize(sizeBytes)}</span>
            </label>
          </li>
        ))}
      </ul>
      <FileField id={fieldId(act, FILE_FIELD)} name={FILE_FIELD} label="Joindre des fichiers" multiple refused={refused} hint="Dix fichiers et 15 Mo au plus, tous ensemble." />
    </div>
  );
}

/** The names of files, in a line. */
export function FileNames({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p class="small mb-0 anywhere">
      <Words text={`${names.length === 1 ? 'Fichier joint' : 'Fichiers joints'} : ${names.join(', ')}`} />
    </p>
  );
}
