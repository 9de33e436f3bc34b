import { frenchDateTime } from '../../../domain/french/dates';
import type { Instant } from '../../../domain/ids';
import { Chip } from '../../components/chip';
import { Select, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Panel, Scroll } from '../../components/panel';
import { Words } from '../../components/text';
import { Heads } from '../../components/table';
import { mailboxEndPath, mailboxesPath, settingsPath } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';
import { count } from '../../words/labels';

export interface MailboxView {
  readonly address: string;
  readonly caf: string;
  readonly kind: 'sender' | 'contract' | 'added' | 'ended';
  readonly lastMailAt: Instant | null;
  readonly lastWeek: number;
  /** Null: mails come by SMTP. */
  readonly collection: { readonly folder: string; readonly lookedAt: Instant | null; readonly problem: { readonly text: string; readonly at: Instant } | null } | null;
}
export interface MailboxesProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly boxes: readonly MailboxView[];
  readonly cafs: readonly Option[];
  readonly refused: Refused | null;
}
const KINDS: Readonly<Record<MailboxView['kind'], string>> = { sender: 'du contrat, expéditeur des lettres', contract: 'du contrat', added: 'ajoutée', ended: 'ne reçoit plus' };

/** The desks' mailboxes: what comes by them, how their collection goes. */
export function MailboxesPage({ shell, tokens, boxes, cafs, refused }: MailboxesProps) {
  return (
    <Layout shell={shell} title="Boîtes du guichet">
      <p class="small mb-1">
        <a href={settingsPath()}>
          <Icon name="arrowLeft" />
          Réglages
        </a>
      </p>
      <h1 class="mb-3">Boîtes du guichet</h1>
      <ErrorSummary refused={refused} idOf={(field) => `boite-${field}`} />
      <div class="stack">
        <div class="card">
          <Scroll label="Boîtes du guichet">
            <table class="tb cards" role="table">
              <caption class="visually-hidden">Boîtes du guichet</caption>
              <Heads titles={['Adresse', 'Dernier courriel', 'Relève', 'Action']} />
              <tbody role="rowgroup">
                {boxes.map((box) => (
                  <Line box={box} shell={shell} tokens={tokens} />
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
        <Panel title="Ajouter une boîte">
          <PostForm action={mailboxesPath()} tokens={tokens} suffix="boite">
            {cafs.length > 1 && <Select id="boite-caf" name="caf" label="Caf" options={cafs} blank="Choisir…" refused={refused} required />}
            <TextField id="boite-adresse" name="adresse" label="Adresse" type="email" refused={refused} required hint="Un courriel à cette adresse sera une demande à ce guichet. Les lettres partent toujours de la première boîte du contrat." />
            <button class="btn btn-light" type="submit">
              <Icon name="inbox" />
              Ajouter
            </button>
          </PostForm>
        </Panel>
        <p class="small muted mb-0">Les identifiants des comptes relevés (IMAP) sont dans l’environnement du serveur seul{'\u00a0'}: ils ne se lisent ni ne s’écrivent ici.</p>
      </div>
    </Layout>
  );
}

function Line({ box, shell, tokens }: { box: MailboxView; shell: ShellProps; tokens: FormTokens }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader" class="anywhere">
        {box.address}
        <div class="small muted fw4">
          Caf {box.caf}, {KINDS[box.kind]}
        </div>
      </th>
      <td role="cell">
        {box.lastMailAt === null ? <span class="muted">aucun</span> : <Words text={frenchDateTime(box.lastMailAt, shell.timeZone, { now: shell.now })} />}
        {box.lastWeek > 0 && <div class="small muted">{count(box.lastWeek, 'courriel')} en sept jours</div>}
      </td>
      <td role="cell">
        <Collection box={box} shell={shell} />
      </td>
      <td role="cell">
        {box.kind === 'added' && (
          <PostForm action={mailboxEndPath(box.address)} tokens={tokens} suffix={`fin-${box.address}`.replace(/[^\w.-]/g, '-')}>
            <button class="btn btn-light btn-sm" type="submit" aria-label={`Retirer ${box.address}`}>
              <Icon name="minusCircle" />
              Retirer
            </button>
          </PostForm>
        )}
      </td>
    </tr>
  );
}

function Collection({ box: { collection }, shell }: { box: MailboxView; shell: ShellProps }) {
  if (collection === null) return <span class="muted">reçue directement (SMTP)</span>;
  const at = (instant: Instant) => frenchDateTime(instant, shell.timeZone, { now: shell.now });
  const { problem, lookedAt } = collection;
  const looked = lookedAt === null ? 'jamais relevé encore' : `dernière relève ${at(lookedAt)}`;
  return (
    <>
      {problem === null && lookedAt !== null && (
        <Chip tone="ok" icon="checkCircle">
          Relevée
        </Chip>
      )}
      {problem !== null && (
        <>
          <Chip tone="late" icon="alert">
            À voir
          </Chip>{' '}
          <Words text={problem.text} />
        </>
      )}
      <div class="small muted">
        <Words text={`Dossier «\u00a0${collection.folder}\u00a0», ${looked}${problem === null ? '' : ` ; vu ${at(problem.at)}`}`} />
      </div>
    </>
  );
}
