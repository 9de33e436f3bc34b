import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../../components/icon';
import { Words } from '../../components/text';
import { openListPath, unidentifiedPath } from '../../paths';
import type { MorningProps } from '../../view/steering';
import { nearDateTime } from '../../words/when';

/** A figure: its name, the number, one line that qualifies it; it opens its list, for those who may read it. */
export function Fig({ name, icon, tone, n, href, children }: { name: string; icon: IconName; tone?: string; n: number; href: string | null; children: ComponentChildren }) {
  const inside = (
    <>
      <span class={tone === undefined ? 'name' : `name ${tone}`}>
        <Icon name={icon} />
        {name}
      </span>
      <b>{n}</b>
      <span class="small muted">{children}</span>
    </>
  );
  return href === null ? <div class="fig">{inside}</div> : <a class="fig" href={href}>{inside}</a>;
}

/** The whole morning in a line of figures. */
export function MorningFigs({ shell, late, today, escalated, exhausted, toIdentify }: MorningProps) {
  const climbed = (side: 'desk' | 'partner') => escalated.filter((one) => one.side === side).reduce((sum, one) => sum + one.count, 0);
  return (
    <section class="card mb-3" aria-label="En un coup d’œil">
      <div class="figs">
        <Fig name="En retard" icon="late" tone={late.count > 0 ? 't-late' : undefined} n={late.count} href={openListPath({ quoi: 'en-retard' })}>
          {late.count === 0 ? 'toutes les promesses sont tenues' : late.long > 0 ? `dont ${late.long} depuis plus de 2 jours` : sides(late.desk, late.count - late.desk)}
        </Fig>
        <Fig name="Dû aujourd’hui" icon="alarm" tone="t-soon" n={today.desk + today.partner} href={openListPath({ quoi: 'aujourd-hui' })}>
          {sides(today.desk, today.partner)}
        </Fig>
        <Fig name="Escaladées" icon="stairs" n={climbed('desk') + climbed('partner')} href={openListPath({ quoi: 'escaladees' })}>
          {sides(climbed('desk'), climbed('partner'))}
        </Fig>
        <Fig name="Échelle épuisée" icon="flag" tone={exhausted > 0 ? 't-late' : undefined} n={exhausted} href={openListPath({ quoi: 'epuisees' })}>
          {exhausted === 0 ? 'rien à décider' : 'à vous de décider'}
        </Fig>
        <Fig name="À identifier" icon="userQuestion" n={toIdentify.count} href={unidentifiedPath()}>
          {toIdentify.oldest === null ? 'personne n’attend' : <Words text={`la plus ancienne : ${nearDateTime(toIdentify.oldest, shell.now, shell.timeZone)}`} />}
        </Fig>
      </div>
      {escalated.length > 0 && <Rungs escalated={escalated} />}
    </section>
  );
}

function sides(desk: number, partner: number): string {
  return `Caf ${desk} · partenaires ${partner}`;
}

/** Escalations by rung and by side. */
function Rungs({ escalated }: Pick<MorningProps, 'escalated'>) {
  return (
    <p class="cap foot small mb-0">
      <span class="muted">Escalades par échelon</span>
      {escalated.map(({ side, rung, count }) => (
        <a href={openListPath({ quoi: 'escaladees', cote: side === 'desk' ? 'caf' : 'partenaire', echelon: String(rung) })}>
          <Words text={`échelon ${rung}, ${side === 'desk' ? 'Caf' : 'partenaire'} : ${count}`} />
        </a>
      ))}
    </p>
  );
}
