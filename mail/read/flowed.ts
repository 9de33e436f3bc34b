/** Joins the lines of a format=flowed text (RFC 3676) within their quoting depth; a signature's « -- » stays a line. */
export function joinFlowed(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let open: { depth: number } | null = null;
  for (const line of text.split('\n')) {
    const marks = /^>*/.exec(line)?.[0] ?? '';
    const depth = marks.length;
    const body = line.slice(depth).replace(/^ /, '');
    const flows = body.endsWith(' ') && body !== '-- ';
    const content = flows && deleteSpace ? body.slice(0, -1) : body;
    if (open && open.depth === depth && body !== '-- ') out.push(`${out.pop() ?? ''}${content}`);
    else out.push(depth > 0 ? `${marks} ${content}` : content);
    open = flows ? { depth } : null;
  }
  return out.join('\n');
}
