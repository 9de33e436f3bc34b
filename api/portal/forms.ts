import type { Contract, RequiredItemCode, ServiceCode, TicketKind } from '../../domain/contract-types';
import { isGiven } from '../../domain/required-items';
import { frenchPhone } from '../../mail/letters/words';
import { phoneToE164 } from '../../mail/read';
import { KIND_LONG, SERVICE_LONG } from '../../web/words/labels';
import type { FieldError } from '../act-forms';
import { storable } from '../intake/storable';
import type { Uploaded } from '../upload';
import type { PortalMessage } from './as-mail';
import { FILE_LIMITS, MOST_EACH_BYTES } from './limits';

type Fields = Readonly<Record<string, string>>;
type Read = PortalMessage | { readonly errors: readonly FieldError[]; /** Nothing is wrong but what the contract asks for besides: it may be sent without. */ readonly onlyMissing: boolean };
const LONGEST_TEXT = 20_000;

/** Reads the form that opens a request; what the contract requires and is not there is asked for once, and may be sent without. */
export function readOpening(given: Fields, files: readonly Uploaded[], contract: Contract, partnerName: string, callerName: string): Read {
  const fields = storable(given);
  const errors: FieldError[] = [];
  const subject = line(fields, 'objet', 150, errors);
  if (subject === '') errors.push({ field: 'objet', message: 'Donnez un objet en quelques mots.' });
  const description = long(fields, 'texte', errors);
  if (description === '') errors.push({ field: 'texte', message: 'Décrivez ce qui se passe, ou votre question.' });
  const common = readCommon(fields, files, errors);
  const kind = fields['nature'] ?? '';
  const message = { ...common, subject, kind: kind in KIND_LONG ? (kind as TicketKind) : null, urgent: fields['urgent'] === 'oui', text: textOf(description, common, fields) };
  const missing = errors.length > 0 || fields['quandMeme'] === 'oui' ? [] : missingOf(message, contract, partnerName, (fields['rappelNom'] ?? '').trim() || callerName);
  return errors.length + missing.length > 0 ? { errors: [...errors, ...missing], onlyMissing: errors.length === 0 } : message;
}

/** Reads what is added to a ticket; `urgent` declares it urgent, with the reason that was written. */
export function readReply(given: Fields, files: readonly Uploaded[], subject: string, urgent: boolean): Read {
  const fields = storable(given);
  const errors: FieldError[] = [];
  const typed = long(fields, 'texte', errors);
  const common = readCommon(fields, files, errors);
  const text = textOf(typed, common, fields);
  if (text === '' && common.files.length === 0 && common.service === null) errors.push({ field: 'texte', message: urgent ? 'Dites en une phrase pourquoi c’est urgent.' : 'Écrivez votre réponse, ou joignez un fichier.' });
  if (urgent && typed === '' && errors.length === 0) errors.push({ field: 'texte', message: 'Dites en une phrase pourquoi c’est urgent.' });
  const said = text !== '' ? text : common.files.length > 0 ? 'Fichiers joints.' : `Service : ${common.service === null ? '' : SERVICE_LONG[common.service]}`;
  return errors.length > 0 ? { errors, onlyMissing: false } : { ...common, subject, kind: null, urgent, text: said };
}

type Common = Pick<PortalMessage, 'service' | 'phones' | 'files'>;

function readCommon(fields: Fields, files: readonly Uploaded[], errors: FieldError[]): Common {
  const service = fields['service'] ?? '';
  const typed = (fields['rappelTelephone'] ?? '').trim();
  const phone = typed === '' ? null : phoneToE164(typed);
  if (typed !== '' && phone === null) errors.push({ field: 'rappelTelephone', message: 'Ce numéro de téléphone n’existe pas : vérifiez-le.' });
  errors.push(...filesErrors(files));
  return { service: service in SERVICE_LONG ? (service as ServiceCode) : null, phones: phone === null ? [] : [phone], files };
}

function filesErrors(files: readonly Uploaded[]): FieldError[] {
  const { most, eachMb, allMb } = FILE_LIMITS;
  if (files.length > most) return [{ field: 'fichiers', message: `${most} fichiers au plus. Choisissez de nouveau vos fichiers.` }];
  if (files.some((file) => file.tooLong)) return [{ field: 'fichiers', message: `Ces fichiers sont trop lourds ensemble : ${allMb} Mo au plus. Choisissez de nouveau vos fichiers.` }];
  return files.filter((file) => file.bytes.length > MOST_EACH_BYTES).map((file) => ({ field: 'fichiers', message: `« ${file.name} » est trop lourd : ${eachMb} Mo au plus par fichier. Choisissez de nouveau vos fichiers.` }));
}

/** What was written, with what the other fields say of it. */
function textOf(typed: string, { phones }: Common, fields: Fields): string {
  const error = (fields['messageErreur'] ?? '').trim().slice(0, 2_000);
  const callBack = [(fields['rappelNom'] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200), ...phones.map((phone) => frenchPhone(phone).replaceAll('\u00a0', ' '))].filter((part) => part !== '').join(', ');
  return [typed, error === '' ? '' : `Message d’erreur : « ${error} »`, callBack === '' ? '' : `À rappeler : ${callBack}`].filter((part) => part !== '').join('\n\n');
}

/** Where the form asks for an item of the contract. */
const FIELD_OF: Partial<Record<RequiredItemCode, string>> = { 'caller-name': 'rappelNom', 'caller-contact': 'rappelTelephone', service: 'service', description: 'texte', 'error-message': 'messageErreur', screenshot: 'fichiers' };

function missingOf(message: PortalMessage, { requiredItems }: Contract, partnerName: string, callerName: string): FieldError[] {
  const given = { callerName, service: message.service, phones: message.phones, subject: message.subject, text: message.text, partnerKnown: true, partnerName, hasImage: message.files.some((file) => file.type.startsWith('image/')) };
  return requiredItems
    .filter((item) => !item.optional && item.code in FIELD_OF && !isGiven(item, given))
    .map((item) => ({ field: FIELD_OF[item.code] ?? 'texte', message: item.code === 'description' ? 'Décrivez un peu plus ce qui se passe.' : `Il manque ${item.label}, que votre contrat demande.` }));
}

function line(fields: Fields, name: string, most: number, errors: FieldError[]): string {
  const text = (fields[name] ?? '').replace(/[\s\u0000-\u001f]+/g, ' ').trim();
  if (text.length > most) errors.push({ field: name, message: `C’est trop long : ${most} caractères au plus.` });
  return text;
}

function long(fields: Fields, name: string, errors: FieldError[]): string {
  const text = (fields[name] ?? '').replace(/\r\n/g, '\n').trim();
  if (text.length > LONGEST_TEXT) errors.push({ field: name, message: 'C’est trop long : joignez plutôt un fichier.' });
  return text;
}
