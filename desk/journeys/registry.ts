import type { JourneyName } from '../../domain/journeys/types';
import { changeDesk } from './change';
import { formalNoticeDesk } from './formal-notice';
import type { JourneyDesk } from './words';

/** What each kind writes. One line a kind. */
const DESKS: Readonly<Record<JourneyName, JourneyDesk>> = {
  'formal-notice': formalNoticeDesk,
  'administrator-change': changeDesk,
};

export function deskOf(name: JourneyName): JourneyDesk {
  return DESKS[name];
}
