import { isChildless, type Part } from './split';

/** The leaves of a mail by what they are for. */
export interface SortedParts {
  readonly texts: readonly Part[];
  readonly files: readonly Part[];
  /** Machine parts of a multipart/report and the letter that it returns. */
  readonly reports: readonly Part[];
}

export function sortParts(parts: readonly Part[]): SortedParts {
  const texts: Part[] = [];
  const files: Part[] = [];
  const reports: Part[] = [];
  for (const part of parts) {
    if (part.node.multipart && part.node._boundary && !isChildless(part, parts)) continue;
    if (isReportPart(part)) reports.push(part);
    else if (isText(part)) texts.push(part);
    else files.push(part);
  }
  return { texts, files, reports };
}

function isReportPart(part: Part): boolean {
  const type = part.node.contentType || '';
  if (/^message\/(delivery-status|disposition-notification|feedback-report|global-delivery-status)$/.test(type)) return true;
  return inReport(part) && /^(message\/(rfc822|global|global-headers)|text\/rfc822(-headers)?)$/.test(type);
}

function inReport(part: Part): boolean {
  for (let up = part.parent; up; up = up.parent) if (up.node.multipart === 'report') return true;
  return false;
}

/** Text that is the mail itself, not a file that happens to be text. A multipart without a boundary is read as text. */
function isText(part: Part): boolean {
  const { contentType, disposition, filename, multipart } = part.node;
  if (disposition === 'attachment') return false;
  if (!contentType || multipart || !contentType.includes('/')) return true;
  if (!/^text\/(plain|html|x-plain|enriched)$/.test(contentType)) return contentType === 'text/calendar' ? false : !part.parent && contentType.startsWith('text/');
  return !filename || !part.parent;
}
