import { frenchDate } from '../../../domain/french/dates';
import { Chip } from '../../components/chip';
import { Select, TextField } from '../../components/fields';
import { Empty } from '../../components/note';
import { Panel, Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { Words } from '../../components/text';
import type { BulletinView, QuotaView, RegisterConventionProps } from '../../view/register';
import type { ShellProps } from '../../view/shell';
import { day } from '../../words/when';
import { SERVICE_SHORT } from '../../words/labels';
import { BulletinForms } from './bulletin-forms';
import { Folded } from './folded';
import { sentOf } from './sent';

/** The bulletins: each service of each unit, with what every profile allows and holds. */
export function BulletinsPanel({ view }: { view: RegisterConventionProps }) {
  const { bulletins, mode, mayManage, shell, state } = view;
  return (
    <Panel id="bulletins" title="Bulletins d’adhésion" aside={mode === 'delegated' ? 'effectifs déclarés par le partenaire' : 'accès donnés par la Caf'} flush>
      {bulletins.length === 0 ? <Empty icon="contract" title="Aucun bulletin." >Rien ne s’ouvre sans un bulletin d’adhésion signé. {mayManage ? 'Ajoutez-le ci-dessous ; l’import du registre en apporte plusieurs à la fois.' : 'Qui administre Mon Compte Partenaire l’ajoute ici.'}</Empty> : <BulletinTable bulletins={bulletins} shell={shell} />}
      {mayManage && state !== 'terminated' && (
        <div class="card-body stack">
          <BulletinForms view={view} />
          {mode === 'delegated' && bulletins.some(hasProfiles) && <CountForm view={view} act="effectif" summary="Noter un effectif déclaré" label="Utilisateurs déclarés" button="Noter l’effectif" />}
          {bulletins.some(hasProfiles) && <CountForm view={view} act="quota" summary="Saisir ou corriger un nombre permis" label="Utilisateurs permis par le bulletin signé" button="Noter le nombre" />}
        </div>
      )}
    </Panel>
  );
}

function hasProfiles({ quotas }: BulletinView): boolean {
  return quotas.length > 0;
}

export function BulletinTable({ bulletins, shell }: { bulletins: readonly BulletinView[]; shell: ShellProps }) {
  return (
    <Scroll label="Profils des bulletins">
      <table class="tb cards" role="table">
        <caption class="visually-hidden">Bulletins d’adhésion, un profil par ligne</caption>
        <Heads titles={['Service et unité', 'Profil', 'Utilisateurs', 'État']} />
        <tbody role="rowgroup">
          {bulletins.flatMap((bulletin) => (bulletin.quotas.length === 0 ? [<Line bulletin={bulletin} quota={null} shell={shell} />] : bulletin.quotas.map((quota) => <Line bulletin={bulletin} quota={quota} shell={shell} />)))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Line({ bulletin, quota, shell }: { bulletin: BulletinView; quota: QuotaView | null; shell: ShellProps }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {SERVICE_SHORT[bulletin.service]}
        {bulletin.unit !== '' && <span class="fw4"> – {bulletin.unit}</span>}
        <div class="small muted fw4">
          <Words text={bulletin.signedOn === null ? 'signature à saisir' : `signé le ${frenchDate(bulletin.signedOn)}`} />
        </div>
      </th>
      <td role="cell">
        {quota === null ? <span class="muted">aucun profil</span> : <b>{quota.profile}</b>}
        {quota !== null && quota.label !== null && <div class="small muted">{quota.label}</div>}
      </td>
      <td role="cell">
        {quota === null ? <span class="muted">–</span> : <span class="tnum">{heldWords(quota)}</span>}
        {quota !== null && quota.reportedAt !== null && <div class="small muted">déclaré le {day(quota.reportedAt, shell.now, shell.timeZone)}</div>}
      </td>
      <td role="cell">{quota !== null && <QuotaChip quota={quota} />}</td>
    </tr>
  );
}

/** « 12 sur 15 permis » */
function heldWords({ held, users }: QuotaView): string {
  if (users === null) return held === null ? 'non déclarés' : `${held}, nombre permis à saisir`;
  return held === null ? `non déclarés, ${users} permis` : `${held} sur ${users} permis`;
}

function QuotaChip({ quota: { state, users, held } }: { quota: QuotaView }) {
  if (state === 'exceeded') return <Chip tone="late" icon="alert">dépassé de {(held ?? 0) - (users ?? 0)}</Chip>;
  if (state === 'full') return <Chip tone="soon" icon="info">complet</Chip>;
  if (state === 'to-enter') return <Chip tone="soon" icon="missing">nombre à saisir</Chip>;
  return held === null ? <span class="muted">–</span> : <Chip tone="ok" icon="checkCircle">dans la limite</Chip>;
}

/** A profile of a bulletin and a number. */
function CountForm({ view, act, summary, label, button }: { view: RegisterConventionProps; act: 'effectif' | 'quota'; summary: string; label: string; button: string }) {
  const refused = sentOf(view, act);
  return (
    <Folded view={view} act={act} summary={summary} button={button}>
      <Select id={`${act}-profil`} name="profil" label="Profil" options={profileOptions(view.bulletins)} blank="Choisir…" refused={refused} required />
      <TextField id={`${act}-nombre`} name="nombre" label={label} width="w-ref" refused={refused} required />
    </Folded>
  );
}

/** Each profile of each bulletin, with what it allows and holds. */
export function profileOptions(bulletins: readonly BulletinView[]) {
  return bulletins.flatMap(({ id, service, unit, quotas }) =>
    quotas.map(({ profile, users, held }) => ({ value: `${id}|${profile}`, label: `${profile}, ${SERVICE_SHORT[service]}${unit === '' ? '' : ` ${unit}`} (${held ?? 0} sur ${users ?? '?'})` })),
  );
}
