import type { LocalDate } from '../../../domain/ids';
import type { SubcontractorItem } from '../../../domain/journeys/subcontractor-items';
import { FileField, TextArea, TextField } from '../../components/fields';
import type { Refused } from '../../components/form';

export interface ItemLine {
  readonly item: SubcontractorItem;
  /** « La liste des prestataires », as the convention says it. */
  readonly label: string;
  /** What was given; null = it is missing. */
  readonly given: string | null;
}

/** The five things that the convention asks, and the day of the beginning: the same for the partner and for an agent. */
export function SubcontractorFields({ lines, startsOn, refused, earliest, file }: { lines: readonly ItemLine[]; startsOn: LocalDate | null; refused: Refused | null; earliest: string | null; file: boolean }) {
  return (
    <>
      {lines.map(({ item, label, given }) => (
        <TextArea id={`sous-traitant-${item}`} name={item} label={label} rows={2} value={given ?? ''} refused={refused} />
      ))}
      <TextField id="sous-traitant-debut" name="debut" label="Début prévu" type="date" width="w-ref" value={startsOn ?? ''} refused={refused} required hint={earliest === null ? undefined : `Au plus tôt le ${earliest}.`} />
      {file && <FileField id="sous-traitant-fichier" name="fichier" label="Pièce jointe" aside="(facultatif, 10 Mo au plus)" refused={refused} />}
    </>
  );
}

export function subcontractorFieldId(field: string): string {
  return `sous-traitant-${field}`;
}
