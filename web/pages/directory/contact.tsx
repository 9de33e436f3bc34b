import type { PartnerRole } from '../../../domain/contract-types';
import { ErrorSummary, PostForm, type FormTokens, type Refused } from '../../components/form';
import { Select, TextField } from '../../components/fields';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { isAdministratorRole } from '../../../domain/register/by-card';
import { partnerPath } from '../../paths';
import { newChangePath } from '../../paths-change';
import { departurePath } from '../../register-paths';
import { contactActPath, conventionContactsPath } from '../../settings-paths';
import type { ShellProps } from '../../view/shell';
import { ordinalRung } from '../../words/directory';
import { count, ROLE_WORDS } from '../../words/labels';
import { Dead, type ContactLine } from './contact-table';

export interface ContactProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly partner: { readonly id: string; readonly name: string };
  readonly convention: { readonly id: string; readonly number: string };
  /** Null = a new one. */
  readonly contact: (ContactLine & { readonly mark: string; readonly tickets: { readonly all: number; readonly open: number } }) | null;
  readonly ranks: readonly number[];
  /** The ranks of administrator that somebody holds or held: the form of annex 3 alone gives them. */
  readonly ranksHeld: ReadonlySet<PartnerRole>;
  readonly refused: Refused | null;
}

/** Someone whom a convention names: the card to fill, and how it ends. */
export function ContactPage(props: ContactProps) {
  const { shell, partner, convention, contact, refused, tokens } = props;
  return (
    <Layout shell={shell} title={contact?.name ?? 'Nouveau contact'} wide="wrap narrow">
      <p class="small mb-1">
        <a href={partnerPath(partner.id)}>
          <Icon name="arrowLeft" />
          {partner.name}
        </a>
      </p>
      <div class="row-flex mb-3">
        <h1>{contact?.name ?? 'Nouveau contact'}</h1>
        <span class="muted">convention {convention.number}</span>
      </div>
      <ErrorSummary refused={refused} idOf={(field) => `contact-${field}`} />
      <div class="stack">
        {contact?.ended === true && (
          <Note tone="warn" title="Ce contact a pris fin.">
            <p class="small">Il n’est plus ni reconnu ni contacté. «{'\u00a0'}Reprendre{'\u00a0'}», sur la page du partenaire, le rétablit.</p>
          </Note>
        )}
        {contact !== null && contact.dead !== null && (
          <Note tone="stop" icon="mailX" title="Plus aucune lettre ne part vers cette adresse.">
            <Dead contact={contact} dead={contact.dead} shell={shell} tokens={tokens} />
          </Note>
        )}
        <Panel title="Fiche">
          <Card {...props} />
        </Panel>
        {contact !== null && !contact.ended && <End contact={contact} tokens={tokens} />}
      </div>
    </Layout>
  );
}

function Card({ tokens, convention, contact, ranks, ranksHeld, refused }: ContactProps) {
  const own = contact !== null && isAdministratorRole(contact.role) ? contact.role : null;
  const roles = (Object.entries(ROLE_WORDS) as [PartnerRole, string][]).filter(([role]) => (own === null ? !ranksHeld.has(role) : role === own)).map(([value, label]) => ({ value, label }));
  return (
    <PostForm action={contact === null ? conventionContactsPath(convention.id) : contactActPath(contact.id, 'modification')} tokens={tokens} suffix="contact">
      {contact !== null && <input type="hidden" name="vue" value={contact.mark} />}
      <TextField id="contact-nom" name="nom" label="Prénom et nom" value={contact?.name} refused={refused} required maxLength={120} />
      <Select
        id="contact-role"
        name="role"
        label="Rôle"
        options={roles}
        value={contact?.role}
        blank="Choisir…"
        refused={refused}
        required
      />
      <ByForm convention={convention.id} own={own !== null} held={ranksHeld.size > 0} />
      <TextField id="contact-fonction" name="fonction" label="Fonction" aside="(facultatif)" value={contact?.jobTitle ?? ''} refused={refused} maxLength={120} />
      <TextField id="contact-courriel" name="courriel" label="Courriel" type="email" value={contact?.email ?? ''} refused={refused} hint="Personnel et individuel : c’est à cette adresse qu’il est reconnu." />
      <TextField id="contact-telephone" name="telephone" label="Téléphone" type="tel" value={contact?.phones[0] ?? ''} refused={refused} width="w-when" />
      <TextField id="contact-telephone2" name="telephone2" label="Autres téléphones" aside="(séparés par des virgules)" type="tel" value={contact?.phones.slice(1).join(', ') ?? ''} refused={refused} width="w-when" />
      {ranks.length > 0 && (
        <Select
          id="contact-echelon"
          name="echelon"
          label="Échelon de l’escalade"
          options={ranks.map((rank) => ({ value: String(rank), label: ordinalRung(rank) }))}
          value={contact?.rank === null || contact === null ? '' : String(contact.rank)}
          blank="Aucun"
          refused={refused}
          hint="Qui est contacté, et dans quel ordre, quand le partenaire ne répond pas (art. 3.3)."
        />
      )}
      <button class="btn btn-primary" type="submit">
        <Icon name="save" />
        {contact === null ? 'Ajouter le contact' : 'Enregistrer'}
      </button>
    </PostForm>
  );
}

/** What a card may not do, and where it is done (article 2.2, annex 3). */
function ByForm({ convention, own, held }: { convention: string; own: boolean; held: boolean }) {
  if (!own && !held) return <p class="form-text mb-3">Seuls le premier administrateur et le premier suppléant, ceux que la convention nomme, s’inscrivent par cette fiche.</p>;
  return (
    <p class="form-text mb-3">
      {own ? 'Ce rôle ne se change pas par la fiche' : 'Un administrateur ou un suppléant ne se nomme pas par la fiche'}
      {'\u00a0: '}
      <a href={newChangePath(convention)}>saisir un changement d’administrateur</a>
      {' (annexe 3, deux signatures)'}
      {own && (
        <>
          {', ou '}
          <a href={departurePath(convention)}>signaler un départ</a>
        </>
      )}
      .
    </p>
  );
}

function End({ contact, tokens }: { contact: NonNullable<ContactProps['contact']>; tokens: FormTokens }) {
  const { all, open } = contact.tickets;
  return (
    <Panel title="Fin du contact">
      <p class="small mb-2">
        {all === 0 ? 'Aucune demande ne le cite.' : `${count(all, 'demande le cite', 'demandes le citent')}, dont ${count(open, 'ouverte')}\u00a0: elles gardent son nom et ce qu’il a écrit.`} Il ne sera plus ni reconnu ni contacté{'\u202f'}; sa fiche reste, et
        peut être reprise.
        {contact.rank !== null && ` ${ordinalRung(contact.rank)} restera sans personne\u00a0: il sera passé lors d’une escalade.`}
      </p>
      {isAdministratorRole(contact.role) && <p class="small mb-2">Son habilitation est retirée du registre avec sa fiche, et ceux qui gèrent les habilitations en reçoivent le courrier. Personne ne lui succède par là{'\u00a0'}: le changement est alors à demander.</p>}
      <PostForm action={contactActPath(contact.id, 'fin')} tokens={tokens} suffix="fin">
        <button class="btn btn-urgent" type="submit">
          <Icon name="minusCircle" />
          Mettre fin à ce contact
        </button>
      </PostForm>
    </Panel>
  );
}
