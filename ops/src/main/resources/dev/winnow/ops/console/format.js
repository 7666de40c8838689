// Numbers, times and durations as people read them.

const NONE = '–';

function missing(value) {
  return value === null || value === undefined || Number.isNaN(value);
}

export function whole(value) {
  return missing(value) ? NONE : Math.round(value).toLocaleString('en');
}

/** Three digits that matter. */
export function number(value) {
  if (missing(value)) {
    return NONE;
  }
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

export function percent(share, digits = 1) {
  return missing(share) ? NONE : `${(100 * share).toFixed(digits)} %`;
}

export function perSecond(value) {
  return missing(value) ? NONE : `${number(value)}/s`;
}

export function times(value) {
  return missing(value) ? NONE : `${value.toFixed(value < 10 ? 2 : 1)}×`;
}

/** A signed offset with a minus as wide as a plus. */
export function offset(value) {
  return missing(value) ? NONE : value.toFixed(2).replace('-', '−');
}

export function millis(value) {
  if (missing(value)) {
    return NONE;
  }
  if (value < 1000) {
    return `${Math.round(value)} ms`;
  }
  return value < 60000 ? `${(value / 1000).toFixed(value < 10000 ? 1 : 0)} s` : duration(value / 1000);
}

export function duration(seconds) {
  if (seconds < 60) {
    return `${Math.max(0, Math.round(seconds))} s`;
  }
  if (seconds < 3600) {
    return `${Math.round(seconds / 60)} min`;
  }
  const hours = Math.floor(seconds / 3600);
  const rest = Math.round((seconds % 3600) / 60);
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

export function clock(at) {
  return new Date(at).toLocaleTimeString('en-GB');
}

export function dateAndTime(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return today ? clock(at) : `${day}, ${clock(at)}`;
}

export function bytes(value) {
  return value < 1024 ? `${value} B` : `${number(value / 1024)} KiB`;
}
