import { severalActsPath } from '../paths';
import type { SeveralView } from '../view/queue';
import { Tokens, type FormTokens } from './form';
import { Select, TextArea } from './fields';
import { Icon } from './icon';
import { Words } from './text';

/** The id of the form that the boxes of a list belong to. */
export const SEVERAL_FORM = 'plusieurs';

/** The id of a field of the bar. */
export const severalField = (field: string): string => `plusieurs-${field}`;

/** What can be done with the tickets that are checked: shown once one is (by style alone), with or without a script. */
export function SeveralBar({ several, tokens }: { several: SeveralView; tokens: FormTokens }) {
  const { refused } = several;
  const shown = (act: string) => refused?.values['acte'] === act;
  return (
    <form method="post" action={severalActsPath()} id={SEVERAL_FORM} class={refused === null ? 'several' : 'several shown'} data-once data-several aria-label="Agir sur les demandes cochées">
      <Tokens tokens={tokens} suffix="plusieurs" />
      <input type="hidden" name="adresse" value={several.query} />
      <div class="row-flex">
        <span class="fw6" role="status" data-several-count>
          <Words text="Demandes cochées :" />
        </span>
        <button class="btn btn-light btn-sm" type="submit" name="acte" value="prise-en-charge">
          <Icon name="checkCircle" />
          Prendre en charge
        </button>
        <details class="drop" name="plusieurs-acte" open={shown('transmission')}>
          <summary class="btn btn-light btn-sm">
            <Icon name="route" />
            Transmettre
          </summary>
          <div>
            <Select id="plusieurs-secteur" name="secteur" label="Au secteur" blank="Choisir…" options={several.sectors} refused={refused} />
            <TextArea id="plusieurs-texte-transmission" name="texte-transmission" label="Message au secteur" aside="(facultatif)" rows={3} refused={refused} />
            <button class="btn btn-primary btn-sm" type="submit" name="acte" value="transmission">
              Transmettre
            </button>
          </div>
        </details>
        <details class="drop" name="plusieurs-acte" open={shown('note')}>
          <summary class="btn btn-light btn-sm">
            <Icon name="note" />
            Noter
          </summary>
          <div>
            <TextArea id="plusieurs-texte-note" name="texte-note" label="Note, pour le guichet seul" rows={3} refused={refused} />
            <button class="btn btn-primary btn-sm" type="submit" name="acte" value="note">
              Noter
            </button>
          </div>
        </details>
        <details class="drop" name="plusieurs-acte" open={shown('resolution')}>
          <summary class="btn btn-light btn-sm">
            <Icon name="checklist" />
            Résoudre
          </summary>
          <div>
            <TextArea id="plusieurs-texte-resolution" name="texte-resolution" label="Message aux partenaires" aside="(facultatif)" hint="Sans message, rien n’est écrit aux partenaires." rows={3} refused={refused} />
            <button class="btn btn-primary btn-sm" type="submit" name="acte" value="resolution">
              Résoudre
            </button>
          </div>
        </details>
        <button class="btn btn-link btn-sm ms-auto" type="reset" data-several-none>
          Tout décocher
        </button>
      </div>
    </form>
  );
}
