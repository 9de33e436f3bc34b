import type { PartnerRole } from '../../../domain/contract-types';
import { Select, TextField } from '../../components/fields';
import { ErrorSummary, PostForm, type FormTokens, type Option, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Panel } from '../../components/panel';
import { ownPeoplePath, ownPersonActPath } from '../../paths-portal';
import type { ShellProps } from '../../view/shell';
import { ordinalRung } from '../../words/directory';
import { typedPhone } from '../ticket/around';

export interface OwnPersonProps {
  readonly shell: ShellProps;
  readonly tokens: FormTokens;
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string };
  /** Null = someone new. */
  readonly person: { readonly id: string; readonly name: string; readonly role: PartnerRole; readonly jobTitle: string | null; readonly email: string | null; readonly phones: readonly string[]; readonly rank: number | null; readonly mark: string } | null;
  readonly roles: readonly Option[];
  readonly ranks: readonly number[];
  readonly refused: Refused | null;
}

/** Someone of the partner's list: the card, and how it ends. */
export function OwnPersonPage(props: OwnPersonProps) {
  const { shell, tokens, convention, person, refused } = props;
  const title = person?.name ?? 'Ajouter une personne';
  return (
    <Layout shell={shell} title={title} wide="wrap narrow">
      <p class="small mb-1">
        <a href={ownPeoplePath(convention.id)}>
          <Icon name="arrowLeft" />
          Liste des contacts, convention {convention.number}
        </a>
      </p>
      <h1 class="mb-3">{title}</h1>
      <ErrorSummary refused={refused} idOf={(field) => `personne-${field}`} />
      <div class="stack">
        <Panel title="Fiche">
          <Card {...props} />
        </Panel>
        {person !== null && (
          <Panel title="Cette personne est partie">
            <p class="small mb-2">
              Elle ne pourra plus saisir le guichet ni entrer ici, et nous ne lui écrirons plus. Ses demandes gardent son nom.
              {person.rank !== null && ` ${ordinalRung(person.rank)} restera sans personne\u00a0: il sera passé.`}
            </p>
            <PostForm action={ownPersonActPath(person.id, 'fin')} tokens={tokens} suffix="fin">
              <button class="btn btn-urgent" type="submit">
                <Icon name="minusCircle" />
                Retirer de la liste
              </button>
            </PostForm>
          </Panel>
        )}
      </div>
    </Layout>
  );
}

function Card({ tokens, convention, person, roles, ranks, refused }: OwnPersonProps) {
  return (
    <PostForm action={person === null ? ownPeoplePath(convention.id) : ownPersonActPath(person.id, 'modification')} tokens={tokens} suffix="personne">
      {person !== null && <input type="hidden" name="vue" value={person.mark} />}
      <TextField id="personne-nom" name="nom" label="Prénom et nom" value={person?.name} refused={refused} required maxLength={120} />
      <Select id="personne-role" name="role" label="Rôle" options={roles} value={person?.role} blank="Choisir…" refused={refused} required hint="Un administrateur se change auprès de la Caf, par le formulaire de l’annexe 3." />
      <TextField id="personne-fonction" name="fonction" label="Fonction" aside="(facultatif)" value={person?.jobTitle ?? ''} refused={refused} maxLength={120} />
      <TextField id="personne-courriel" name="courriel" label="Courriel" type="email" value={person?.email ?? ''} refused={refused} hint="Personnel et individuel : c’est à cette adresse que la Caf reconnaît la personne ; au niveau 1, elle y reçoit son lien de connexion." />
      <TextField id="personne-telephone" name="telephone" label="Téléphone" type="tel" value={typedPhone(person?.phones[0] ?? '')} refused={refused} />
      <TextField id="personne-telephone2" name="telephone2" label="Autres téléphones" aside="(séparés par des virgules)" type="tel" value={person?.phones.slice(1).map(typedPhone).join(', ') ?? ''} refused={refused} />
      {ranks.length > 0 && (
        <Select id="personne-echelon" name="echelon" label="Ordre parmi les contacts" options={ranks.map((rank) => ({ value: String(rank), label: ordinalRung(rank) }))} value={person?.rank === null || person === null ? '' : String(person.rank)} blank="Aucun" refused={refused} hint="Qui est prévenu, et dans quel ordre, quand votre organisme ne répond pas (art. 3.3)." />
      )}
      <button class="btn btn-primary w-100" type="submit">
        <Icon name="save" />
        {person === null ? 'Ajouter' : 'Enregistrer'}
      </button>
    </PostForm>
  );
}
