import { contractsPath, escalationsPath, lettersPath, newCallPath, queuePath, unidentifiedPath } from '../paths';
import type { Section, ShellProps } from '../view/shell';

const NAV: ReadonlyArray<readonly [Section, string, string]> = [
  ['file', 'File d’attente', queuePath()],
  ['appels', 'Saisir un appel', newCallPath()],
  ['escalades', 'Escalades', escalationsPath()],
  ['a-identifier', 'À identifier', unidentifiedPath()],
  ['courriers', 'Courriers', lettersPath()],
  ['contrats', 'Contrats', contractsPath()],
];

/** The main menu: the pages that this person's roles open, and steering for those whom it concerns. */
export function NavLinks({ shell: { section, viewer } }: { shell: ShellProps }) {
  const steering = viewer?.steering ?? null;
  const open = NAV.filter(([key]) => viewer?.pages.includes(key) === true);
  return (
    <>
      {[...open, ...(steering === null ? [] : [['pilotage', 'Pilotage', steering] as const])].map(([key, label, href]) => (
        <a href={href} aria-current={key === section ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </>
  );
}
