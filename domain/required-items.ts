import type { Contract, RequiredItem, ServiceCode } from './contract-types';

/** What of a request tells whether an item is given, whatever the channel. */
export interface GivenInRequest {
  readonly callerName: string | null;
  readonly service: ServiceCode | null;
  readonly phones: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly partnerKnown: boolean;
  readonly hasImage: boolean;
  readonly partnerName: string | null;
}

const SHORTEST_DESCRIPTION = 20;

/** What the contract requires of a request (article 3) and is not in it; what is optional comes last. */
export function missingItems(contract: Contract, given: GivenInRequest): RequiredItem[] {
  return contract.requiredItems.filter((item) => !isGiven(item, given)).sort((a, b) => Number(a.optional) - Number(b.optional));
}

/** Items a later message can give; the subject's format and the caller's name belong to the request itself. */
const GIVEN_LATER: ReadonlySet<RequiredItem['code']> = new Set(['caller-contact', 'service', 'description', 'error-message', 'screenshot']);

/** What is still missing after a message of the partner: what it gives leaves the list, nothing enters it. */
export function stillMissing(contract: Contract, missing: readonly string[], given: GivenInRequest): string[] {
  const now = new Set<string>(contract.requiredItems.filter((item) => GIVEN_LATER.has(item.code) && isGiven(item, given)).map((item) => item.code));
  return missing.filter((code) => !now.has(code));
}

/** Whether an item of the contract is given. */
export function isGiven(item: RequiredItem, given: GivenInRequest): boolean {
  switch (item.code) {
    case 'caller-name':
      return given.callerName !== null && given.callerName.trim() !== '';
    case 'caller-contact':
      return given.phones.length > 0;
    case 'service':
      return given.service !== null;
    case 'description':
      return given.text.trim().length >= SHORTEST_DESCRIPTION;
    case 'error-message':
      return given.hasImage || /erreur|error|message|«[^»]+»|"[^"]{4,}"|code\s*\S*\d/i.test(given.text);
    case 'screenshot':
      return given.hasImage;
    case 'partner-name':
      return given.partnerKnown;
    case 'subject-format':
      return hasFormat(given.subject, item.formats ?? []);
    case 'callback-phone':
      return true;
  }
}

/** The subject is exactly as the contract writes it, `[NOM ORGANISME]` standing for a name. */
function hasFormat(subject: string, formats: readonly string[]): boolean {
  return formats.some((format) => {
    const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\\[NOM ORGANISME\\\]/, '\\[[^\\]]+\\]');
    return new RegExp(`^${escaped}$`).test(subject.trim());
  });
}
