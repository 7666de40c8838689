// Puts the page together: what the caller may see, what there is, and then a second at a time.

import * as api from './api.js';
import { announce, byId, setText } from './dom.js';
import { Audit } from './audit.js';
import { Bundles } from './bundles.js';
import { Charts } from './charts.js';
import { Instances } from './instances.js';
import { Knob } from './knob.js';
import { Letters } from './letters.js';
import { ask, offerLogin } from './login.js';
import { Results } from './results.js';

const RETRY_MILLIS = 2000;
const SECTIONS = ['bundles', 'figures', 'knob', 'results', 'letters', 'audit', 'instances'];

class Page {
  constructor(setup, rights) {
    this.setup = setup;
    this.known = JSON.stringify(setup);
    this.rights = rights;
    setText(byId('application'), setup.application);
    SECTIONS.forEach((id) => { byId(id).hidden = false; });
    this.bundles = new Bundles(setup, (name) => this.choose(name));
    this.charts = new Charts();
    this.results = new Results(setup, rights);
    this.letters = new Letters(rights);
    this.audit = new Audit();
    this.instances = new Instances();
    this.choose(setup.bundles[0].bundle);
    document.addEventListener('visibilitychange', () => this.follow());
    this.follow();
  }

  /** While nobody looks, the connection is closed; what was missed is asked for when somebody looks again. */
  follow() {
    const seen = document.visibilityState === 'visible';
    if (seen && !this.stop) {
      this.stop = api.follow('/console/api/live', {
        open: () => this.linked(true), lost: (forGood) => this.lost(forGood), events: { tick: (tick) => this.tick(tick) },
      });
    } else if (!seen) {
      this.stop?.();
      this.stop = null;
      this.missed = true;
      // The title of a hidden tab is still read, and its state is known no more.
      document.title = 'Winnow';
    }
  }

  choose(name) {
    if (name === this.chosen) {
      return;
    }
    this.chosen = name;
    this.bundles.chosen(name);
    this.charts.show(name);
    setText(byId('figures-title'), `Figures of ${name}`);
    setText(byId('knob-title'), `Knob of ${name}`);
    this.knob = new Knob(this.setup.bundles.find((bundle) => bundle.bundle === name), this.rights);
    if (this.last) {
      this.knob.tick(this.last.bundles.find((bundle) => bundle.bundle === name));
    }
  }

  tick(tick) {
    this.last = tick;
    this.process(tick);
    this.bundles.tick(tick.bundles);
    this.letters.tick(tick.totals);
    this.audit.tick(tick.bundles);
    const chosen = tick.bundles.find((bundle) => bundle.bundle === this.chosen);
    this.charts.tick(tick.at, chosen);
    this.knob.tick(chosen);
  }

  process(tick) {
    const pill = byId('process');
    pill.dataset.state = tick.process.state;
    setText(pill, tick.process.state);
    document.title = `Winnow · ${tick.process.state}`;
    const topic = tick.controlTopic;
    const troubles = [
      tick.process.healthy ? '' : `${tick.process.state}${tick.process.reason ? `: ${tick.process.reason}` : ''}`,
      topic && !topic.readable ? `Policies do not arrive: ${topic.reason}` : '',
    ].filter(Boolean);
    byId('notice').hidden = troubles.length === 0;
    setText(byId('notice'), troubles.join(' · '));
  }

  linked(is) {
    const link = byId('link');
    link.dataset.link = is ? 'live' : 'lost';
    setText(link, is ? 'live' : 'not connected; trying again');
    byId('main').classList.toggle('stale', !is);
    if (is && this.missed) {
      this.charts.load();
      this.compareSetup();
    }
    this.missed = !is;
    this.wasLost = !is;
  }

  /** What answers again may be another process: one with other bundles, labels or rules for texts. */
  async compareSetup() {
    try {
      if (JSON.stringify(await api.setup()) !== this.known) {
        location.reload();
      }
    } catch {
      // Where the connection is gone again, the next one compares.
      setTimeout(() => (this.missed ? null : this.compareSetup()), RETRY_MILLIS);
    }
  }

  lost(forGood) {
    if (!this.wasLost) {
      announce('The connection is lost. The page tries again by itself.');
    }
    this.linked(false);
    if (forGood) {
      setTimeout(() => location.reload(), RETRY_MILLIS);
    }
  }
}

async function asked() {
  const rights = await api.session();
  return { rights, setup: rights.reads ? await api.setup() : null };
}

/** Only the questions are asked again: a page that cannot be built is built no better the second time. */
async function start() {
  let answers;
  try {
    answers = await asked();
  } catch (refused) {
    byId('notice').hidden = false;
    setText(byId('notice'), `The console cannot start: ${refused.message}. It tries again by itself.`);
    setTimeout(start, RETRY_MILLIS);
    return;
  }
  byId('notice').hidden = true;
  show(answers);
}

function show({ rights, setup }) {
  offerLogin(rights);
  if (rights.reads) {
    new Page(setup, rights);
  } else {
    setText(byId('link'), 'signed out');
    ask();
  }
}

start();
