// What is typed is stored when its field is left: leave it before the page goes, or the address changes.
export default () => {
  const leave = () => document.activeElement?.blur();
  window.addEventListener('beforeunload', leave);
  window.addEventListener('popstate', leave, true);
  return () => {
    window.removeEventListener('beforeunload', leave);
    window.removeEventListener('popstate', leave, true);
  };
};
