import { Words } from './text';
import { helpAnchor } from '../paths';

const KEYS: ReadonlyArray<readonly [readonly string[], string]> = [
  [['Ctrl', 'K'], 'palette : aller à une demande, faire, rechercher'],
  [['J', 'K'], 'suivante, précédente : demande d’une liste, message d’une demande'],
  [['Entrée'], 'ouvrir la demande choisie'],
  [['P'], 'prendre en charge'],
  [['X'], 'cocher ou décocher (dans la file)'],
  [['R'], 'répondre (sur une demande)'],
  [['D'], 'demander (sur une demande)'],
  [['N'], 'noter (sur une demande)'],
  [['L'], 'téléphoner (sur une demande)'],
  [['T'], 'transmettre (sur une demande)'],
  [['S'], 'résoudre (sur une demande)'],
  [['U'], 'déclarer urgent (sur une demande)'],
  [['M'], 'choisir un modèle de réponse'],
  [['Z'], 'annuler l’envoi'],
  [['.'], 'les autres actions (sur une demande)'],
  [['A'], 'saisir un appel'],
  [['F'], 'revenir à la file d’attente'],
  [['/'], 'rechercher'],
  [['Ctrl', '↵'], 'envoyer le formulaire où l’on écrit'],
  [['Échap'], 'quitter le champ, fermer cette aide'],
  [['?'], 'cette aide'],
];

/** The keys, opened by « ? »; single keys can be turned off there (WCAG 2.1.4). */
export function Shortcuts() {
  return (
    <dialog id={helpAnchor()} aria-labelledby="raccourcis-titre">
      <h2 id="raccourcis-titre">Raccourcis clavier</h2>
      <dl class="dl small mt-3">
        {KEYS.map(([keys, what]) => (
          <>
            <dt>
              {keys.map((key) => (
                <>
                  <kbd>{key}</kbd>{' '}
                </>
              ))}
            </dt>
            <dd class="fw4">
              <Words text={what} />
            </dd>
          </>
        ))}
      </dl>
      <div class="form-check mt-3">
        <input class="form-check-input" type="checkbox" id="touches-seules" data-keys-off />
        <label class="form-check-label" for="touches-seules">
          Désactiver les raccourcis d’une seule touche
        </label>
      </div>
      <form method="dialog" class="mt-3">
        <button class="btn btn-primary" type="submit">
          Fermer
        </button>
      </form>
    </dialog>
  );
}
