// What is typed is stored when its field is left: leave it before the page goes, or the address changes.
export default () => {
  const blur = () => document.activeElement?.blur();
  window.addEventListener('beforeunload', blur);
  window.addEventListener('popstate', blur, true);
  return () => {
    window.removeEventListener('beforeunload', blur);
    window.removeEventListener('popstate', blur, true);
  };
};
