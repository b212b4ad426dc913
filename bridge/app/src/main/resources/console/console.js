// The console: stock and orders of a running bridge, live. Text from outside only ever becomes text nodes.
const PAGE = 100;
const MOST_ORDERS = 60;
const $ = id => document.getElementById(id);

let token = takeToken();
let channels = [];
const rows = new Map();      // sku -> stock row
const orders = new Map();    // entry id -> order
let total = 0;
let search = '';
let stream = null;

// A token in the fragment (#token=…) is kept for this tab and taken out of the address.
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem('token', given);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem('token');
}

class Refused extends Error {}

async function call(path, options = {}) {
  const answer = await fetch(path, {
    ...options,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'X-Actor': 'console' },
  });
  if (answer.status === 401) throw new Refused('This token is not the bridge’s.');
  const body = await answer.json();
  if (!answer.ok) throw new Error([body.detail, body.remedy].filter(Boolean).join(' – '));
  return body;
}

function element(tag, { text, ...properties } = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  if (text !== undefined) node.textContent = text;
  node.append(...children);
  return node;
}

// ---- stock

function drawHead() {
  const cells = [element('th', { text: 'SKU' }), element('th', { text: 'Product' }), element('th', { text: 'Odoo', className: 'number' })];
  for (const channel of channels) {
    const name = channel.state === 'running' ? channel.id : `${channel.id} (${channel.state})`;
    cells.push(element('th', { text: name, className: 'number', title: channel.problem || channel.type }));
  }
  $('stock-head').replaceChildren(...cells);
}

function channelCell(row, channel) {
  const shown = row.channels[channel.id];
  const cell = element('td', { className: 'number' });
  cell.dataset.channel = channel.id;
  if (!shown) {
    cell.append(element('span', { text: '–', className: 'muted' }));
    return cell;
  }
  const number = shown.reported ?? '?';
  cell.dataset.shown = number;
  cell.dataset.desired = shown.desired;
  const button = element('button', { text: number, type: 'button', title: shown.remedy || 'Why this number?' });
  button.addEventListener('click', () => explain(channel.id, row.sku));
  const inStep = shown.state === 'in-step';
  const state = inStep ? '✓' : shown.state === 'waiting' ? `→ ${shown.desired}` : `${shown.state} → ${shown.desired}`;
  cell.append(button, element('span', { text: state, className: `state ${inStep ? 'good' : shown.state === 'parked' ? 'bad' : 'warn'}` }));
  return cell;
}

function drawRow(row, flash) {
  const fresh = element('tr', {},
    element('td', { text: row.sku, className: 'sku' }),
    element('td', { text: row.name }),
    element('td', { text: row.onHand, className: 'number' }),
    ...channels.map(channel => channelCell(row, channel)));
  fresh.dataset.sku = row.sku;
  fresh.children[2].dataset.odoo = row.onHand;
  if (flash) fresh.classList.add('flash');
  const old = rowOf(row.sku);
  if (old) {
    old.replaceWith(fresh);
  } else {
    const next = [...$('stock-body').children].find(other => other.dataset.sku > row.sku);
    $('stock-body').insertBefore(fresh, next ?? null);
  }
}

function rowOf(sku) {
  return document.querySelector(`#stock-body tr[data-sku="${CSS.escape(sku)}"]`);
}

function drawStockFoot() {
  $('stock-count').textContent = total ? `${rows.size} of ${total}` : '';
  $('stock-empty').hidden = total > 0;
  $('stock-more').hidden = rows.size >= total;
}

async function loadStock(more = false) {
  const wanted = search;
  const offset = more ? rows.size : 0;
  const page = await call(`/api/stock?limit=${PAGE}&offset=${offset}&q=${encodeURIComponent(wanted)}`);
  if (wanted !== search) return;   // typed on meanwhile
  if (!more) {
    rows.clear();
    $('stock-body').replaceChildren();
  }
  total = page.total;
  for (const row of page.rows) {
    rows.set(row.sku, row);
    drawRow(row, false);
  }
  drawStockFoot();
}

function stockChanged(row) {
  const needle = search.toLowerCase();
  if (needle && !`${row.sku} ${row.name}`.toLowerCase().includes(needle)) return;
  const isNew = !rows.has(row.sku);
  if (isNew && rows.size < total) return;   // on a page not shown yet
  if (isNew) total += 1;
  rows.set(row.sku, row);
  drawRow(row, true);
  if (isNew) drawStockFoot();
}

async function explain(channel, sku) {
  $('explain-title').textContent = `${sku} in ${channel}`;
  $('explain-text').textContent = '…';
  $('explain').showModal();
  try {
    const answer = await call(`/api/explain?channel=${encodeURIComponent(channel)}&sku=${encodeURIComponent(sku)}`);
    $('explain-text').textContent = answer.text;
  } catch (failure) {
    $('explain-text').textContent = failure.message;
  }
}

// ---- orders

const TONE = { applied: 'good', rejected: 'bad', dead: 'bad', retryable: 'warn', uncertain: 'warn' };

function orderItem(order, flash) {
  const item = element('li', {},
    element('div', { className: 'line' },
      element('strong', { text: `${order.channel} ${order.resource}` }),
      element('span', { text: order.state, className: `badge ${TONE[order.state] ?? ''}` }),
      element('span', { text: order.via, className: 'muted' }),
      element('time', { text: new Date(order.receivedAt).toLocaleTimeString(), className: 'muted', dateTime: order.receivedAt })));
  item.dataset.id = order.id;
  item.dataset.order = order.resource;
  item.dataset.state = order.state;
  if (order.detail) item.append(element('div', { text: order.detail }));
  if (order.waitsForPerson) {
    item.classList.add('person');
    if (order.remedy) item.append(element('div', { text: order.remedy, className: 'muted' }));
    item.append(actions(order));
  }
  if (flash) item.classList.add('flash');
  return item;
}

function actions(order) {
  const again = element('button', { text: 'Try again', type: 'button' });
  again.addEventListener('click', () => act(again, `/api/orders/${order.id}/redrive`, {}));
  const discard = element('button', { text: 'Discard…', type: 'button' });
  discard.addEventListener('click', () => {
    const reason = prompt(`Why shall ${order.channel} ${order.resource} never be applied?`);
    if (reason) act(discard, `/api/orders/${order.id}/discard`, { reason });
  });
  const buttons = [again, discard];
  if (order.problem === 'held' || order.problem === 'unknown-status') {
    const release = element('button', { text: 'Release', type: 'button' });
    release.addEventListener('click', () => act(release, `/api/orders/${order.id}/release`, {}));
    buttons.unshift(release);
  }
  return element('div', { className: 'actions' }, ...buttons);
}

async function act(button, path, body) {
  button.disabled = true;
  try {
    await call(path, { method: 'POST', body: JSON.stringify(body) });
  } catch (failure) {
    alert(failure.message);
  } finally {
    button.disabled = false;
  }
}

function drawOrders(changed) {
  const newestFirst = [...orders.values()].sort((a, b) =>
    (b.waitsForPerson - a.waitsForPerson) || (b.id - a.id)).slice(0, MOST_ORDERS);
  for (const id of [...orders.keys()]) {
    if (!newestFirst.some(order => order.id === id)) orders.delete(id);
  }
  $('orders').replaceChildren(...newestFirst.map(order => orderItem(order, changed?.has(order.id))));
  const waiting = newestFirst.filter(order => order.waitsForPerson).length;
  $('order-count').textContent = waiting ? `${waiting} need a person` : '';
  $('order-count').className = waiting ? 'bad' : 'muted';
  $('orders-empty').hidden = newestFirst.length > 0;
}

async function loadOrders() {
  const [problems, newest] = await Promise.all([
    call(`/api/orders?state=problem&limit=${MOST_ORDERS}`), call(`/api/orders?limit=${MOST_ORDERS}`)]);
  orders.clear();
  for (const order of [...problems.orders, ...newest.orders]) orders.set(order.id, order);
  drawOrders();
}

let changedOrders = new Set();
function orderChanged(order) {
  orders.set(order.id, order);
  if (changedOrders.size === 0) {
    requestAnimationFrame(() => {
      drawOrders(changedOrders);
      changedOrders = new Set();
    });
  }
  changedOrders.add(order.id);
}

// ---- health

async function loadStatus() {
  const [status, list] = await Promise.all([call('/api/status'), call('/api/channels')]);
  $('node').textContent = `${status.node} · ${status.version}`;
  $('ready').textContent = status.ready ? 'ready' : 'not ready';
  $('ready').className = `badge ${status.ready ? 'good' : 'bad'}`;
  const unwell = Object.entries(status.health).filter(([, part]) => part.state !== 'up');
  $('health').hidden = unwell.length === 0;
  $('health-list').replaceChildren(...unwell.map(([name, part]) =>
    element('li', { text: `${name}: ${part.reason}`, className: part.state === 'down' ? 'bad' : 'warn' })));
  const signature = JSON.stringify(list.channels.map(channel => [channel.id, channel.state, channel.problem]));
  if (signature !== loadStatus.signature) {
    loadStatus.signature = signature;
    channels = list.channels;
    drawHead();
    rows.forEach(row => drawRow(row, false));
  }
}

// ---- catalogue: how far each shop's products have come

function clock(time) { return new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }); }

function catalogText(catalog) {
  const parts = [catalog.state];
  const progress = catalog.comparison;
  if (progress && !progress.finishedAt) {
    parts.push(`${progress.done} of ${progress.total} products compared`, `${progress.rate.toFixed(1)} a second`,
      `${progress.remaining} remaining`);
    if (progress.expectedEnd) parts.push(`done at about ${clock(progress.expectedEnd)}`);
  } else if (progress) {
    parts.push(`all ${progress.total} products compared at ${clock(progress.finishedAt)}`);
  }
  if (catalog.waiting) parts.push(`${catalog.waiting} waiting`);
  if (catalog.retrying) parts.push(`${catalog.retrying} retrying`);
  if (catalog.parked) parts.push(`${catalog.parked} need a person`);
  if (catalog.problem) parts.push(catalog.problem);
  return parts.join(' · ');
}

async function loadCatalogs() {
  const { catalogs } = await call('/api/catalog');
  $('catalog').hidden = catalogs.length === 0;
  $('catalog-list').replaceChildren(...catalogs.map(catalog => {
    const item = element('li', {}, element('strong', { text: `${catalog.channel}: ` }), catalogText(catalog));
    item.dataset.channel = catalog.channel;
    const progress = catalog.comparison;
    if (progress && !progress.finishedAt) {
      item.append(' ', element('progress', { max: Math.max(1, progress.total), value: progress.done }));
    }
    return item;
  }));
}

// ---- live: server-sent events read by fetch, since EventSource cannot send the token in a header

function live(on) {
  $('live').textContent = on ? 'live' : 'offline';
  $('live').className = `badge ${on ? 'good' : 'bad'}`;
}

async function follow() {
  stream = new AbortController();
  const answer = await fetch('/api/events', { headers: { Authorization: `Bearer ${token}` }, signal: stream.signal });
  if (answer.status === 401) throw new Refused('This token is not the bridge’s.');
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  await Promise.all([loadStatus(), loadOrders(), loadCatalogs()]);
  await loadStock();   // after the stream is open, so that no change falls in between
  live(true);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error('the stream ended');
    buffer += value;
    const events = buffer.split('\n\n');
    buffer = events.pop();
    events.forEach(dispatch);
  }
}

function dispatch(text) {
  const type = /^event: (.*)$/m.exec(text)?.[1];
  const data = /^data: (.*)$/m.exec(text)?.[1];
  if (!type || !data) return;
  if (type === 'stock') stockChanged(JSON.parse(data));
  if (type === 'order') orderChanged(JSON.parse(data));
  if (type === 'resync') Promise.all([loadStock(), loadOrders()]).catch(() => stream.abort());
}

function pause(ms) { return new Promise(resolve => setTimeout(resolve, ms)); }

async function run() {
  show('board');
  const status = setInterval(() => {
    loadStatus().catch(() => {});
    loadCatalogs().catch(() => {});
  }, 3000);
  try {
    for (;;) {
      try {
        await follow();
      } catch (failure) {
        live(false);
        if (failure instanceof Refused) throw failure;
        $('ready').textContent = 'no answer';
        $('ready').className = 'badge bad';
        await pause(1000);
      }
    }
  } catch (refused) {
    askForToken(refused.message);
  } finally {
    clearInterval(status);
  }
}

// ---- login

function show(id) {
  $('login').hidden = id !== 'login';
  $('board').hidden = id !== 'board';
  $('logout').hidden = id !== 'board';
}

function askForToken(problem = '') {
  sessionStorage.removeItem('token');
  token = null;
  $('login-error').textContent = problem;
  show('login');
  $('token').focus();
}

$('login-form').addEventListener('submit', event => {
  event.preventDefault();
  token = $('token').value.trim();
  sessionStorage.setItem('token', token);
  $('token').value = '';
  run();
});
$('logout').addEventListener('click', () => { sessionStorage.removeItem('token'); location.reload(); });
$('stock-more').addEventListener('click', () => loadStock(true).catch(failure => alert(failure.message)));
let typing;
$('search').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    search = $('search').value.trim();
    loadStock().catch(() => {});
  }, 150);
});

if (token) run(); else askForToken();
