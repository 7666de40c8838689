// The instances that share the work, as the broker knows them and as they answer themselves.

import * as api from './api.js';
import { byId, el } from './dom.js';
import { offset } from './format.js';

const EVERY_MILLIS = 10000;

function list(caption, head, rows) {
  return el('table', { class: 'list' }, el('caption', { class: 'unseen', text: caption }),
    el('thead', {}, el('tr', {}, head.map((text) => el('th', { scope: 'col', text })))), el('tbody', {}, rows));
}

function member(instance) {
  return el('tr', {},
    el('td', { 'data-name': 'Instance' }, el('span', { class: 'code', text: instance.process }), el('span', { class: 'sub', text: instance.bundles })),
    el('td', { 'data-name': 'Host', text: instance.host }),
    el('td', { 'data-name': 'Threads', text: instance.threads }),
    el('td', { 'data-name': 'Partitions' }, el('span', { class: 'code', text: instance.partitions.join(' ') || 'none' })));
}

function peer(said) {
  const knobs = (said.knob?.bundles ?? []).map((knob) =>
    el('span', { class: 'sub', text: `${knob.bundle}: offset ${offset(knob.offset)}, ${knob.mode}${knob.overloaded ? ', overloaded' : ''}` }));
  const state = said.health?.state ?? 'away';
  return el('tr', {},
    el('td', { 'data-name': 'Address' }, el('span', { class: 'code', text: said.instance })),
    el('td', { 'data-name': 'State' }, el('span', { class: 'pill', 'data-state': state, text: state }),
      el('span', { class: 'sub', text: said.problem ?? said.health?.reason ?? '' })),
    el('td', { 'data-name': 'Knobs' }, knobs.length > 0 ? knobs : '–'));
}

export class Instances {
  constructor() {
    this.place = byId('instance-body');
    api.poll(() => this.load(), EVERY_MILLIS);
  }

  async load() {
    let said;
    try {
      said = await api.instances();
    } catch (refused) {
      this.seen = null;
      this.place.replaceChildren(el('p', { class: 'note', text: `They cannot be asked: ${refused.message}` }));
      return;
    }
    const seen = JSON.stringify(said);
    if (seen !== this.seen) {
      this.seen = seen;
      this.show(said);
    }
  }

  show(said) {
    const parts = [said.members === null
      ? el('p', { class: 'note', text: `The broker does not say who is in the group ${said.group}: ${said.problem}` })
      : list(`Members of the group ${said.group}`, ['Instance', 'Host', 'Threads', 'Partitions'], said.members.map(member))];
    if (said.peers.length > 0) {
      parts.push(el('h3', { text: 'As they answer themselves' }), list('Instances by address', ['Address', 'State', 'Knobs'], said.peers.map(peer)));
    }
    this.place.replaceChildren(...parts);
  }
}
