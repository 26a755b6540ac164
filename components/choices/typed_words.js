// What is typed is stored when its field is left. Until the store has it the browser has a copy, as a page may go before
// its last words are sent. A copy whose page has gone is sent when its field is shown again.
const PREFIX = 'cynnydd.typed.';
const mounted = new WeakMap();

// Where the browser has no storage, or it is full, what is typed is stored when its field is left, and not before.
const attempt = (action) => {
  try {
    return action();
  } catch {
    return null;
  }
};
const read = (id) => attempt(() => JSON.parse(localStorage.getItem(PREFIX + id)));
const remove = (id) => attempt(() => localStorage.removeItem(PREFIX + id));
const keep = (id, copy) => attempt(() => localStorage.setItem(PREFIX + id, JSON.stringify(copy)));
const keys = () => attempt(() => Object.keys(localStorage)) ?? [];

const mount = (parentElement) => {
  const state = { id: Math.random().toString(), data: null };
  const copy = ({ target }) => {
    const { fields, who } = state.data;
    const name = [...(target.closest?.('[class*="st-key-"]')?.classList ?? [])].find((each) => each in fields);
    if (name === undefined) return;
    const { id, text, edit, before } = fields[name];
    if (target.value.trim() === text.trim()) remove(id);
    else keep(id, { text: target.value, edit, before, who, page: state.id });
  };
  const leaveField = () => document.activeElement?.blur();
  const leavePage = () => {
    for (const key of keys().filter((each) => each.startsWith(PREFIX))) {
      const id = key.slice(PREFIX.length);
      const copy = read(id);
      if (copy?.page === state.id) keep(id, { ...copy, page: null });
    }
  };
  document.addEventListener('input', copy, true);
  window.addEventListener('beforeunload', leaveField);
  window.addEventListener('popstate', leaveField, true);
  window.addEventListener('pagehide', leavePage);
  state.end = () => {
    document.removeEventListener('input', copy, true);
    window.removeEventListener('beforeunload', leaveField);
    window.removeEventListener('popstate', leaveField, true);
    window.removeEventListener('pagehide', leavePage);
    leavePage();
    mounted.delete(parentElement);
  };
  mounted.set(parentElement, state);
  return state;
};

export default ({ data, parentElement, setTriggerValue }) => {
  const state = mounted.get(parentElement) ?? mount(parentElement);
  state.data = data;
  const found = {};
  for (const { id, text } of Object.values(data.fields)) {
    const copy = read(id);
    if (copy === null || copy.who !== data.who) continue;
    if (copy.text.trim() === text.trim() || copy.text.trim() === data.settled[id]?.trim()) {
      remove(id);
    } else if (copy.page === null && data.named) {
      found[id] = [copy.text, copy.edit, copy.before];
      keep(id, { ...copy, page: state.id });
    }
  }
  if (Object.keys(found).length > 0) setTriggerValue('typed', found);
  return state.end;
};
