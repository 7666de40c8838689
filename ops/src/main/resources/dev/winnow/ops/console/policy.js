// Policies in words.

import { dateAndTime, millis, offset, percent } from './format.js';

/** An offset by hand whose time is over is still in the policy, but in force no more. */
function byHand(policy, now) {
  if (policy.manualOffset === null) {
    return '';
  }
  const until = policy.manualUntil === null ? null : Date.parse(policy.manualUntil);
  if (until !== null && until <= now) {
    return '';
  }
  return `offset ${offset(policy.manualOffset)} ${until === null ? 'until released' : `until ${dateAndTime(until)}`}`;
}

function byController(policy) {
  if (policy.objectiveMillis === null) {
    return '';
  }
  return [
    `controller: 99 % of results within ${millis(policy.objectiveMillis)}`,
    policy.minAccuracy === null ? '' : `accuracy at least ${percent(policy.minAccuracy)}`,
    policy.minAgreement === null ? '' : `agreement at least ${percent(policy.minAgreement)}`,
  ].filter(Boolean).join(', ');
}

/** What a policy asks for at a moment. */
export function inWords(policy, now) {
  return [byHand(policy, now), byController(policy)].filter(Boolean).join(', then ') || 'the configured offset';
}
