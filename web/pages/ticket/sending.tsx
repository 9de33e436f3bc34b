import type { Instant, Reference } from '../../../domain/ids';
import { frenchTime } from '../../../domain/french/dates';
import { FileNames } from '../../components/acts/files';
import { PostForm, type FormTokens } from '../../components/form';
import { Icon } from '../../components/icon';
import { Paragraphs, Words } from '../../components/text';
import { cancelSendPath } from '../../paths';
import type { SendingView } from '../../view/ticket';

/** What was sent and has not left yet: its author may take it back, the others know of it. */
export function Sending({ sending, ...rest }: { sending: readonly SendingView[]; reference: Reference; tokens: FormTokens; now: Instant; timeZone: string }) {
  return (
    <>
      {sending.map((one) => (
        <OneSending one={one} {...rest} />
      ))}
    </>
  );
}

function OneSending({ one, reference, tokens, now, timeZone }: { one: SendingView; reference: Reference; tokens: FormTokens; now: Instant; timeZone: string }) {
  return (
    <div class="note info sending mb-3" data-sending data-left={String(Math.max(0, Math.ceil((Date.parse(one.at) - Date.parse(now)) / 1_000)))}>
      <Icon name="send" />
      <div class="grow">
        <b>{one.mine ? (one.leaving ? 'Votre message part.' : 'Votre message va partir.') : `${one.who} envoie un message au partenaire.`}</b>
        <p class="small" role="status">
          <Words text={`« ${one.act} » : départ à ${frenchTime(one.at, timeZone)} et ${seconds(one.at)} s.`} />
        </p>
        <details class="small">
          <summary>Relire le texte</summary>
          <Paragraphs text={one.text} />
          <FileNames names={one.files} />
        </details>
      </div>
      {one.mine && !one.leaving && (
        <PostForm action={cancelSendPath(reference, one.key)} tokens={tokens} suffix={`annulation-${one.key.slice(0, 8)}`}>
          <button class="btn btn-light" type="submit" data-key="z">
            <Icon name="undo" />
            Annuler l’envoi <span class="tnum" data-sending-left aria-hidden="true" /> <kbd aria-hidden="true">Z</kbd>
          </button>
        </PostForm>
      )}
    </div>
  );
}

function seconds(at: Instant): number {
  return new Date(at).getUTCSeconds();
}
