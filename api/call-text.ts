import type { Call } from './call-form';

/** What the caller said, as the conversation shows it. */
export function callText(call: Call): string {
  const callBack = [call.callBackName, call.callBackPhone].filter((part) => part !== '' && part !== null).join(', ');
  return [call.description, call.errorMessage === '' ? null : `Message d’erreur : « ${call.errorMessage} »`, callBack === '' ? null : `À rappeler : ${callBack}`].filter((part) => part !== null).join('\n\n');
}
