// A line chart over time, drawn as SVG in the pixels it has, with its numbers as a table for those who do not see it.

import { el, svg, freshId, setText } from './dom.js';
import { clock, duration } from './format.js';

const HEIGHT = 148;
const PAD = { left: 46, right: 10, top: 8, bottom: 20 };
const TABLE_ROWS = 15;
const SHORTEST_SECONDS = 120;
const TIME_STEPS = [60, 120, 300, 600, 1800, 3600, 7200];
const SPOKEN_EVERY_MILLIS = 5000;

/** Round steps, so that an axis reads 0, 50, 100 and not 0, 47, 94. */
function niceStep(span, steps) {
  const raw = span / steps;
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= raw * 0.999);
}

export function niceTicks(low, high, steps) {
  const step = niceStep(Math.max(high - low, 1e-9), steps);
  const ticks = [];
  for (let tick = Math.ceil(low / step - 1e-6) * step; tick <= high + step * 1e-6; tick += step) {
    ticks.push(Math.abs(tick) < step * 1e-6 ? 0 : tick);
  }
  return ticks;
}

export class TimeChart {
  /**
   * @param title heading
   * @param lines [{ key, label, className }], drawn in order
   * @param band { low, high, label, className } or nothing
   * @param format of values
   * @param axis format of the axis, where it is another one
   * @param range (low, high) => [low, high] of the axis
   */
  constructor({ title, lines, band, format, axis, range, marker }) {
    this.lines = lines;
    this.band = band;
    this.format = format;
    this.axis = axis ?? format;
    this.range = range ?? ((low, high) => [0, high * 1.08 || 1]);
    this.marker = marker;
    this.title = title;
    this.build(title);
    this.spokenAt = 0;
    new ResizeObserver(() => this.draw()).observe(this.frame);
  }

  build(title) {
    const describedBy = freshId('chart');
    this.values = new Map();
    const legend = this.lines.map((line) => this.legendItem(line));
    this.heading = el('h3', { text: title, id: describedBy });
    this.when = el('span', { class: 'when' });
    this.picture = svg('svg', { class: 'plot', role: 'img', height: HEIGHT });
    this.picture.addEventListener('pointermove', (event) => this.point(event));
    this.picture.addEventListener('pointerleave', () => this.point(null));
    this.frame = el('div', { class: 'frame' }, this.picture);
    this.table = el('table');
    this.details = el('details', { class: 'numbers', on: { toggle: () => this.tabulate() } },
      el('summary', {}, 'Numbers', el('span', { class: 'unseen', text: ` of ${title}` })),
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Numbers of ${title}` }, this.table));
    this.element = el('figure', { class: 'chart' },
      el('figcaption', {}, this.heading, this.when, el('ul', { class: 'legend' }, legend)), this.frame, this.details);
  }

  legendItem(line) {
    const value = el('b', { text: '–' });
    this.values.set(line.key, value);
    return el('li', {}, el('i', { class: `key ${line.className}` }), ` ${line.label} `, value);
  }

  update(stretch) {
    this.stretch = stretch;
    if (this.pointed >= stretch.at.length) {
      this.pointed = null;
    }
    this.draw();
    if (this.details.open) {
      this.tabulate();
    }
  }

  /** Until there is something to show, nothing is: what was here belongs to another bundle or another time. */
  clear() {
    this.stretch = null;
    this.scale = null;
    this.pointed = null;
    this.spokenAt = 0;
    this.picture.replaceChildren();
    this.picture.setAttribute('aria-label', `${this.title}: nothing known yet.`);
    this.table.replaceChildren();
    this.values.forEach((value) => setText(value, this.format(null)));
    setText(this.when, '');
  }

  extent() {
    const keys = this.lines.map((line) => line.key).concat(this.band ? [this.band.low, this.band.high] : []);
    let low = Infinity;
    let high = -Infinity;
    for (const key of keys) {
      for (const value of this.stretch.figures[key] ?? []) {
        if (value !== null && value !== undefined) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    const marked = this.marker?.();
    if (marked && Number.isFinite(high)) {
      high = Math.max(high, Math.min(marked.value, high * 3));
    }
    return Number.isFinite(low) ? this.range(low, high) : this.range(0, 1);
  }

  /** Seconds shown: what is asked for, or less where the process is younger than that. */
  span(until) {
    const first = this.stretch.at[0] ?? until;
    return Math.min(this.stretch.seconds, Math.max(SHORTEST_SECONDS, (until - first) / 1000));
  }

  scales() {
    const width = this.frame.clientWidth;
    const at = this.stretch.at;
    const until = at.length > 0 ? at[at.length - 1] : Date.now();
    const from = until - this.span(until) * 1000;
    const [low, high] = this.extent();
    const inner = width - PAD.left - PAD.right;
    const tall = HEIGHT - PAD.top - PAD.bottom;
    return {
      width, from, until, low, high,
      x: (time) => PAD.left + ((time - from) / (until - from)) * inner,
      y: (value) => PAD.top + (1 - (value - low) / (high - low)) * tall,
    };
  }

  draw() {
    if (!this.stretch || this.frame.clientWidth === 0) {
      return;
    }
    const scale = this.scales();
    this.scale = scale;
    const drawn = [this.grid(scale), this.bandOf(scale), this.mark(scale), ...this.lines.map((line) => this.lineOf(line, scale))];
    this.cursor = svg('line', { class: 'cursor', y1: PAD.top, y2: HEIGHT - PAD.bottom, visibility: 'hidden' });
    this.picture.setAttribute('viewBox', `0 0 ${scale.width} ${HEIGHT}`);
    this.picture.setAttribute('width', scale.width);
    this.picture.replaceChildren(...drawn.filter(Boolean), this.cursor);
    this.readOut(this.pointed ?? this.stretch.at.length - 1);
    this.speak();
  }

  grid(scale) {
    const group = svg('g', { class: 'grid', 'aria-hidden': 'true' });
    for (const tick of niceTicks(scale.low, scale.high, 3)) {
      const y = scale.y(tick).toFixed(1);
      group.append(svg('line', { x1: PAD.left, x2: scale.width - PAD.right, y1: y, y2: y }),
        svg('text', { x: PAD.left - 6, y: Number(y) + 4, 'text-anchor': 'end', text: this.axis(tick) }));
    }
    const seconds = (scale.until - scale.from) / 1000;
    const step = TIME_STEPS.find((candidate) => seconds / candidate <= 3.01);
    for (let back = step; back <= seconds * 1.001; back += step) {
      const x = scale.x(scale.until - back * 1000);
      const anchor = x < PAD.left + 24 ? 'start' : 'middle';
      group.append(svg('text', { x, y: HEIGHT - 5, 'text-anchor': anchor, text: `−${duration(back)}` }));
    }
    group.append(svg('text', { x: scale.width - PAD.right, y: HEIGHT - 5, 'text-anchor': 'end', text: 'now' }));
    return group;
  }

  /** Where the path breaks, nothing was known. */
  path(key, scale) {
    const values = this.stretch.figures[key] ?? [];
    let path = '';
    let pen = 'M';
    for (let i = 0; i < values.length; i++) {
      if (values[i] === null || values[i] === undefined || this.stretch.at[i] < scale.from) {
        pen = 'M';
      } else {
        path += `${pen}${scale.x(this.stretch.at[i]).toFixed(1)} ${scale.y(values[i]).toFixed(1)}`;
        pen = 'L';
      }
    }
    return path;
  }

  lineOf(line, scale) {
    const path = this.path(line.key, scale);
    return path === '' ? null : svg('path', { class: `line ${line.className}`, d: path });
  }

  bandOf(scale) {
    if (!this.band) {
      return null;
    }
    const low = this.stretch.figures[this.band.low] ?? [];
    const high = this.stretch.figures[this.band.high] ?? [];
    const there = [];
    const back = [];
    for (let i = 0; i < low.length; i++) {
      if (low[i] !== null && high[i] !== null && this.stretch.at[i] >= scale.from) {
        const x = scale.x(this.stretch.at[i]).toFixed(1);
        there.push(`${x} ${scale.y(high[i]).toFixed(1)}`);
        back.unshift(`${x} ${scale.y(low[i]).toFixed(1)}`);
      }
    }
    return there.length < 2 ? null
      : svg('path', { class: `band ${this.band.className}`, d: `M${there.join('L')}L${back.join('L')}Z` });
  }

  mark(scale) {
    const marked = this.marker?.();
    if (!marked || marked.value > scale.high || marked.value < scale.low) {
      return null;
    }
    const y = scale.y(marked.value).toFixed(1);
    return svg('g', { class: 'marker' },
      svg('line', { x1: PAD.left, x2: scale.width - PAD.right, y1: y, y2: y }),
      svg('text', { x: PAD.left + 3, y: Number(y) - 4, text: marked.label }));
  }

  point(event) {
    if (!this.scale || this.stretch.at.length === 0) {
      return;
    }
    this.pointed = event === null ? null : this.nearest(event);
    this.readOut(this.pointed ?? this.stretch.at.length - 1);
  }

  nearest(event) {
    const box = this.picture.getBoundingClientRect();
    const time = this.scale.from
      + ((event.clientX - box.left - PAD.left) / (this.scale.width - PAD.left - PAD.right)) * (this.scale.until - this.scale.from);
    let best = this.stretch.at.length - 1;
    for (let i = 0; i < this.stretch.at.length; i++) {
      if (Math.abs(this.stretch.at[i] - time) < Math.abs(this.stretch.at[best] - time)) {
        best = i;
      }
    }
    return best;
  }

  readOut(index) {
    for (const line of this.lines) {
      setText(this.values.get(line.key), this.format(this.stretch.figures[line.key]?.[index] ?? null));
    }
    const pointed = this.pointed !== null && this.pointed !== undefined;
    setText(this.when, pointed ? clock(this.stretch.at[index]) : '');
    this.cursor.setAttribute('visibility', pointed ? 'visible' : 'hidden');
    if (pointed) {
      const x = this.scale.x(this.stretch.at[index]);
      this.cursor.setAttribute('x1', x);
      this.cursor.setAttribute('x2', x);
    }
  }

  /** In words, not at every step: a screen reader that reads the chart would never come to its end. */
  speak() {
    const now = Date.now();
    if (now - this.spokenAt < SPOKEN_EVERY_MILLIS) {
      return;
    }
    this.spokenAt = now;
    const last = this.stretch.at.length - 1;
    const values = this.lines.map((line) => `${line.label} ${this.format(this.stretch.figures[line.key]?.[last] ?? null)}`);
    this.picture.setAttribute('aria-label',
      `${this.title} over ${duration(this.stretch.seconds)}, now: ${values.join(', ')}. All numbers are in the table below.`);
  }

  tabulate() {
    if (!this.details.open || !this.stretch) {
      return;
    }
    const columns = this.lines.concat(this.band ? [{ key: this.band.low, label: 'low' }, { key: this.band.high, label: 'high' }] : []);
    const step = Math.max(1, Math.ceil(this.stretch.at.length / TABLE_ROWS));
    const rows = [];
    for (let i = this.stretch.at.length - 1; i >= 0; i -= step) {
      rows.push(el('tr', {}, el('th', { scope: 'row', text: clock(this.stretch.at[i]) }),
        columns.map((column) => el('td', { text: this.format(this.stretch.figures[column.key]?.[i] ?? null) }))));
    }
    this.table.replaceChildren(
      el('thead', {}, el('tr', {}, el('th', { scope: 'col', text: 'Time' }),
        columns.map((column) => el('th', { scope: 'col', text: column.label })))),
      el('tbody', {}, rows));
  }
}
