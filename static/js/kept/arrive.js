/** Opens the vault on a page that is somebody's own and no sheet: nobody else's key stays on this phone. */
export async function arrive(vault, key) {
  await vault.load(key);
  vault.drop({ others: true }).catch(() => {});
}
