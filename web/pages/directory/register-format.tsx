import { Icon } from '../../components/icon';
import { Facts, Panel } from '../../components/panel';
import { registerImportTemplatePath } from '../../register-paths';
import type { ImportsProps } from './imports';

/** What a file of the register holds. */
export function RegisterFormat({ headings, required }: Pick<ImportsProps, 'headings' | 'required'>) {
  const template = (
    <a class="btn btn-light btn-sm" href={registerImportTemplatePath()} download>
      <Icon name="download" />
      Modèle
    </a>
  );
  return (
    <Panel title="Ce qu’il contient" end={template}>
      <p class="small">
        La première ligne porte les en-têtes, dans n’importe quel ordre. Une ligne par personne, par profil d’un bulletin, ou les deux{'\u202f'}; ce qui vaut pour toute une convention peut être répété ou dit une seule fois. L’import complète le registre{'\u00a0'}: il ne modifie et n’efface rien de ce qui est connu, et le même fichier envoyé deux fois n’apporte rien de plus.
      </p>
      <Facts
        rows={[
          ['Obligatoires', required.join(', ')],
          ['Facultatives', headings.filter((heading) => !required.includes(heading)).join(', ')],
          ['Bulletin', 'CDAP, AFAS ou Offre DGFiP\u00a0; unité vide\u00a0: le partenaire entier'],
          ['Utilisateurs permis', 'un nombre, ou « à saisir » quand le bulletin est illisible'],
          ['Rang', 'administrateur, suppléant, utilisateur (avec son bulletin et son profil, mode centralisé)'],
          ['État', 'actif (ou vide), suspendu'],
          ['Dates', '31/12/2026 ou 2026-12-31'],
        ]}
      />
    </Panel>
  );
}
