import type { RequiredItemCode } from '../../../domain/contract-types';
import { FileField, Select, TextArea, TextField } from '../../components/fields';
import { PostForm, type FormTokens, type Refused } from '../../components/form';
import { Icon } from '../../components/icon';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { ownTicketActPath } from '../../paths-portal';
import type { FileLimits, OwnTicketView } from '../../view/portal';
import { SERVICE_LONG } from '../../words/labels';

interface Written {
  readonly tokens: FormTokens;
  readonly ticket: OwnTicketView;
  readonly limits: FileLimits;
  readonly refused: Refused | null;
}

export const filesHint = ({ most, eachMb, allMb }: FileLimits): string => `${most} fichiers au plus, ${eachMb} Mo chacun, ${allMb} Mo ensemble. Jamais de numéro d’allocataire ni de sécurité sociale.`;

/** An answer, with files, and a field for each item that is still missing. */
export function ReplyForm({ tokens, ticket, limits, refused, reply }: Written & { readonly reply: NonNullable<OwnTicketView['reply']> }) {
  const asks = (code: RequiredItemCode): boolean => ticket.missing.some((item) => item.code === code);
  return (
    <Panel title="Répondre" id="repondre">
      <p class="small muted">
        <Words text={reply.effect} />
      </p>
      <PostForm action={ownTicketActPath(ticket.reference, 'reponse')} tokens={tokens} suffix="reponse" file>
        <TextArea id="reponse-texte" name="texte" label="Votre message" rows={6} refused={refused} />
        {asks('error-message') && <TextField id="reponse-messageErreur" name="messageErreur" label="Le message d’erreur" refused={refused} maxLength={2_000} item="error-message" />}
        {asks('caller-name') && <TextField id="reponse-rappelNom" name="rappelNom" label="Personne à rappeler" refused={refused} maxLength={200} item="caller-name" />}
        {(asks('caller-contact') || asks('callback-phone')) && (
          <TextField id="reponse-rappelTelephone" name="rappelTelephone" label="Numéro où vous joindre" type="tel" autocomplete="tel" refused={refused} item="caller-contact" />
        )}
        {asks('service') && (
          <Select id="reponse-service" name="service" label="Service concerné" blank="Choisir…" refused={refused} item="service" options={ticket.services.map((value) => ({ value, label: SERVICE_LONG[value] }))} />
        )}
        <FileField id="reponse-fichiers" name="fichiers" label="Fichiers" aside={asks('screenshot') ? '(capture d’écran)' : '(facultatif)'} hint={filesHint(limits)} refused={refused} multiple />
        <button class="btn btn-primary w-100" type="submit">
          <Icon name="send" />
          {reply.button}
        </button>
      </PostForm>
    </Panel>
  );
}

/** Declaring it urgent: what it does is said before it is done. */
export function UrgentForm({ tokens, ticket, refused, effect }: Written & { readonly effect: string }) {
  return (
    <section class="card" id="urgence" aria-label="Signaler une urgence">
      <details open={refused !== null}>
        <summary class="cap border-0">
          <h2>Signaler une urgence</h2>
        </summary>
        <div class="card-body pt-0">
          <p class="small">
            <Words text={effect} />
          </p>
          <PostForm action={ownTicketActPath(ticket.reference, 'urgence')} tokens={tokens} suffix="urgence">
            <TextArea id="urgence-texte" name="texte" label="Pourquoi est-ce urgent ?" hint="Ce message est ajouté à la demande : la Caf le lit." rows={3} refused={refused} required />
            <button class="btn btn-urgent w-100" type="submit">
              <Icon name="bolt" />
              {ticket.urgent ? 'Signaler de nouveau l’urgence' : 'Signaler l’urgence'}
            </button>
          </PostForm>
        </div>
      </details>
    </section>
  );
}
