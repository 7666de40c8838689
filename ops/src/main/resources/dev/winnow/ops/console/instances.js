// The instances that share the work, as the broker knows them and as they answer themselves.

import * as api from './api.js';
import { byId, el } from './dom.js';
import { offset } from './format.js';
import { Answered, cell, list } from './lists.js';

const EVERY_MILLIS = 10000;

function member(instance) {
  return el('tr', {},
    cell('Instance', el('span', { class: 'code', text: instance.process }), el('span', { class: 'sub', text: instance.bundles })),
    cell('Host', instance.host),
    cell('Threads', String(instance.threads)),
    cell('Partitions', el('span', { class: 'code', text: instance.partitions.join(' ') || 'none' })));
}

function peer(said) {
  const knobs = (said.knob?.bundles ?? []).map((knob) =>
    el('span', { class: 'sub', text: `${knob.bundle}: offset ${offset(knob.offset)}, ${knob.mode}${knob.overloaded ? ', overloaded' : ''}` }));
  const state = said.health?.state ?? 'away';
  return el('tr', {},
    cell('Address', el('span', { class: 'code', text: said.instance })),
    cell('State', el('span', { class: 'pill', 'data-state': state, text: state }),
      el('span', { class: 'sub', text: said.problem ?? said.health?.reason ?? '' })),
    cell('Knobs', knobs.length > 0 ? knobs : '–'));
}

function show(said) {
  return [
    said.members === null
      ? el('p', { class: 'note', text: `The broker does not say who is in the group ${said.group}: ${said.problem}` })
      : list(`Members of the group ${said.group}`, ['Instance', 'Host', 'Threads', 'Partitions'], said.members.map(member)),
    ...(said.peers.length === 0 ? [] : [
      el('h3', { text: 'As they answer themselves' }),
      list('Instances by address', ['Address', 'State', 'Knobs'], said.peers.map(peer))]),
  ];
}

export class Instances {
  constructor() {
    const answered = new Answered(byId('instance-body'), api.instances, show);
    api.poll(() => answered.load(), EVERY_MILLIS);
  }
}
