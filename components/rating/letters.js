// Choose an option of a group of radio buttons by its first letter, while the focus is in the group.
export default ({ data }) => {
  const group = document.querySelector(`.st-key-${data.group}`);
  if (!group) return undefined;
  const choose = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const letter = event.key.toLocaleLowerCase();
    const option = [...group.querySelectorAll('label')].find(
      (label) => label.querySelector('input') && label.textContent.trim().toLocaleLowerCase().startsWith(letter),
    );
    if (!option || event.key.length !== 1) return;
    event.preventDefault();
    option.click();
    option.querySelector('input').focus();
  };
  // What is typed is stored when its field is left: leave it before the page goes, or the address changes.
  const leave = () => document.activeElement?.blur();
  group.addEventListener('keydown', choose);
  window.addEventListener('beforeunload', leave);
  window.addEventListener('popstate', leave, true);
  return () => {
    group.removeEventListener('keydown', choose);
    window.removeEventListener('beforeunload', leave);
    window.removeEventListener('popstate', leave, true);
  };
};
