import type { PartnerRole } from '../../../domain/contract-types';
import type { Instant } from '../../../domain/ids';
import { Chip } from '../../components/chip';
import { PostForm, type FormTokens } from '../../components/form';
import { Icon } from '../../components/icon';
import { Scroll } from '../../components/panel';
import { Heads } from '../../components/table';
import { contactActPath, contactPath } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';
import { deadReason, ordinalRung } from '../../words/directory';
import { ROLE_WORDS } from '../../words/labels';
import { day } from '../../words/when';

export interface ContactLine {
  readonly id: string;
  readonly name: string;
  readonly role: PartnerRole;
  readonly jobTitle: string | null;
  readonly email: string | null;
  /** As they are read in French. */
  readonly phones: readonly string[];
  readonly rank: number | null;
  readonly ended: boolean;
  /** A permanent report killed the address. */
  readonly dead: { readonly since: Instant; readonly status: string } | null;
}

/** People of a convention: how to reach them, what they may do, what is wrong with their address. */
export function ContactTable({ label, contacts, shell, tokens }: { label: string; contacts: readonly ContactLine[]; shell: ShellProps; tokens: FormTokens }) {
  return (
    <Scroll label={label}>
      <table class="tb cards" role="table">
        <caption class="visually-hidden">{label}</caption>
        <Heads titles={['Nom', 'Rôle', 'Courriel', 'Téléphone', 'Action']} />
        <tbody role="rowgroup">
          {contacts.map((contact) => (
            <Line contact={contact} shell={shell} tokens={tokens} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Line({ contact, shell, tokens }: { contact: ContactLine; shell: ShellProps; tokens: FormTokens }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a class="subj" href={contactPath(contact.id)}>
          {contact.name}
        </a>
        {contact.jobTitle !== null && <div class="small muted fw4">{contact.jobTitle}</div>}
      </th>
      <td role="cell">
        {ROLE_WORDS[contact.role]}{' '}
        {contact.rank !== null && (
          <Chip tone="part" icon="stairs">
            {ordinalRung(contact.rank)}
          </Chip>
        )}
      </td>
      <td role="cell" class="anywhere">
        {contact.email ?? <span class="muted">aucun</span>}
        {contact.dead !== null && <Dead contact={contact} dead={contact.dead} shell={shell} tokens={tokens} />}
      </td>
      <td role="cell" class="nw">
        {contact.phones.map((phone) => (
          <div>{phone}</div>
        ))}
      </td>
      <td role="cell">
        {contact.ended ? (
          <PostForm action={contactActPath(contact.id, 'reprise')} tokens={tokens} suffix={`reprise-${contact.id}`}>
            <button class="btn btn-light btn-sm" type="submit" aria-label={`Reprendre ${contact.name}`}>
              <Icon name="reopen" />
              Reprendre
            </button>
          </PostForm>
        ) : (
          <a class="btn btn-light btn-sm" href={contactPath(contact.id)} aria-label={`Modifier ${contact.name}`}>
            <Icon name="pencil" />
            Modifier
          </a>
        )}
      </td>
    </tr>
  );
}

export function Dead({ contact, dead, shell, tokens }: { contact: Pick<ContactLine, 'id' | 'email'>; dead: NonNullable<ContactLine['dead']>; shell: ShellProps; tokens: FormTokens }) {
  return (
    <PostForm action={contactActPath(contact.id, 'reactivation')} tokens={tokens} suffix={`reactivation-${contact.id}`}>
      <div class="row-flex small mt-1">
        <Chip tone="late" icon="mailX">
          Rejetée le {day(dead.since, shell.now, shell.timeZone)}
        </Chip>
        <span>{deadReason(dead.status)}</span>
        <button class="btn btn-light btn-sm" type="submit" aria-label={`Réactiver ${contact.email ?? ''}`}>
          <Icon name="refresh" />
          Réactiver
        </button>
      </div>
    </PostForm>
  );
}
