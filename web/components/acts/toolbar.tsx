import { actAnchor, ticketActPath, type TicketAct } from '../../paths';
import type { ActsProps } from '../../view/acts';
import { PostForm } from '../form';
import { Icon, type IconName } from '../icon';

interface Tool {
  readonly act: TicketAct;
  readonly label: string;
  readonly icon: IconName;
  readonly key?: string;
  /** The key works but is only told in the list of shortcuts. */
  readonly quiet?: boolean;
}

const MAIN: readonly Tool[] = [
  { act: 'reponse', label: 'Répondre', icon: 'reply', key: 'R' },
  { act: 'question', label: 'Demander', icon: 'help', key: 'D', quiet: true },
  { act: 'appel-telephonique', label: 'Téléphoner', icon: 'phoneCall', key: 'L', quiet: true },
  { act: 'note', label: 'Noter', icon: 'note', key: 'N', quiet: true },
  { act: 'transmission', label: 'Transmettre', icon: 'route', key: 'T', quiet: true },
  { act: 'resolution', label: 'Résoudre', icon: 'checkCircle', key: 'S', quiet: true },
];
const MORE: readonly Tool[] = [
  { act: 'rappel', label: 'Promettre un rappel', icon: 'phone' },
  { act: 'national', label: 'Saisir le national', icon: 'flag' },
  { act: 'echelon', label: 'Contacter un échelon par téléphone', icon: 'stairs' },
  { act: 'rectification', label: 'Rectifier service, nature, partenaire', icon: 'pencil' },
  { act: 'fusion', label: 'Fusionner', icon: 'merge' },
  { act: 'scission', label: 'Scinder', icon: 'split' },
  { act: 'transfert', label: 'Transférer à une autre Caf', icon: 'transfer' },
  { act: 'reouverture', label: 'Rouvrir', icon: 'reopen' },
];
const MANAGE: readonly Tool[] = [
  { act: 'affectation', label: 'Désigner un agent', icon: 'users' },
  { act: 'echeance', label: 'Changer une échéance', icon: 'calendar' },
  { act: 'pause', label: 'Mettre l’horloge en pause', icon: 'clock' },
  { act: 'reprise', label: 'Lever la pause', icon: 'clock' },
];

/** Acts that only a manager finds; a pause is begun or lifted. */
function manageTools({ manage }: ActsProps): readonly Tool[] {
  if (manage === null) return [];
  return MANAGE.filter(({ act }) => act !== (manage.pausedUntil === null ? 'reprise' : 'pause') && (act !== 'echeance' || manage.limits.length > 0));
}

/** The acts of a ticket: links to their forms further down, so that all work without a script. */
export function Toolbar({ acts }: { acts: ActsProps }) {
  const allowed = (tool: Tool) => acts.refusals[tool.act] === undefined;
  const reopen = acts.refusals['reouverture'] === undefined;
  const main = MAIN.filter((tool) => allowed(tool) || (['reponse', 'note'].includes(tool.act) && !acts.notTheirs.includes(tool.act)));
  return (
    <div class="acts hide-s" role="group" aria-label="Actions">
      {!acts.takenInHand && <TakeInHand acts={acts} />}
      {reopen && <ToolLink acts={acts} tool={{ act: 'reouverture', label: 'Rouvrir', icon: 'reopen' }} primary />}
      {main.map((tool) => (
        <ToolLink acts={acts} tool={tool} primary={tool.act === 'reponse' && acts.takenInHand && !reopen} />
      ))}
      {acts.refusals['urgence'] === undefined && (
        <a class="btn btn-urgent push" href={`#${actAnchor('urgence')}`} data-key="u">
          <Icon name="bolt" />
          Déclarer urgent
        </a>
      )}
      <More acts={acts} />
    </div>
  );
}

/** One click, one POST: what an agent does most. */
function TakeInHand({ acts }: { acts: ActsProps }) {
  if (acts.refusals['prise-en-charge'] !== undefined) return null;
  return (
    <PostForm action={ticketActPath(acts.reference, 'prise-en-charge')} tokens={acts.tokens} suffix="prise-en-charge">
      <button class="btn btn-primary" type="submit" data-take>
        <Icon name="check" />
        Prendre en charge <kbd aria-hidden="true">P</kbd>
      </button>
    </PostForm>
  );
}

/** A refused act stays in sight, with a lock; its form says why. */
function ToolLink({ acts, tool, primary }: { acts: ActsProps; tool: Tool; primary?: boolean }) {
  const locked = acts.refusals[tool.act] !== undefined;
  return (
    <a class={primary === true ? 'btn btn-primary' : 'btn btn-light'} href={`#${actAnchor(tool.act)}`} data-key={tool.key?.toLowerCase()}>
      <Icon name={locked ? 'lock' : tool.icon} />
      {tool.label}
      {tool.key !== undefined && tool.quiet !== true && <kbd aria-hidden="true">{tool.key}</kbd>}
    </a>
  );
}

function More({ acts, wide }: { acts: ActsProps; wide?: boolean }) {
  const tools = [
    ...(wide === true
      ? [...MAIN.filter((tool) => tool.act !== 'reponse'), { act: 'urgence', label: 'Déclarer urgent', icon: 'bolt' } as const, ...MORE]
      : MORE),
    ...manageTools(acts),
  ].filter((tool) => acts.refusals[tool.act] === undefined);
  return (
    <details class="menu">
      <summary class="btn btn-light">
        <Icon name="dots" label="Autres actions" />
      </summary>
      <div>
        {tools.map((tool) => (
          <a href={`#${actAnchor(tool.act)}`}>
            <Icon name={tool.icon} />
            {tool.act === 'national' && acts.nationalWaiting ? 'Consigner la réponse du national' : tool.label}
          </a>
        ))}
      </div>
    </details>
  );
}

/** The fixed bar of a small screen: the main act, the second, the rest. */
export function SmallBar({ acts }: { acts: ActsProps }) {
  const answer = acts.refusals['reponse'] === undefined;
  return (
    <>
      {!acts.takenInHand && <TakeInHand acts={acts} />}
      {answer && (
        <a class={acts.takenInHand ? 'btn btn-primary flex-fill' : 'btn btn-light flex-fill'} href={`#${actAnchor('reponse')}`}>
          <Icon name="reply" />
          Répondre
        </a>
      )}
      {!answer && acts.refusals['reouverture'] === undefined && (
        <a class="btn btn-primary flex-fill" href={`#${actAnchor('reouverture')}`}>
          <Icon name="reopen" />
          Rouvrir
        </a>
      )}
      <More acts={acts} wide />
    </>
  );
}
