// Which version of a text its reader understands best, as languages/texts/reading.py chooses.

/** The same language, else another form of it, of the first of her languages that is there. */
export function bestOf<Version extends { lang: string }>(
  versions: readonly Version[],
  languages: readonly string[],
): Version | undefined {
  for (const wanted of languages.map((tag) => tag.toLowerCase())) {
    const alike = versions.filter(({ lang }) => base(lang) === base(wanted));
    if (alike.length > 0) {
      return alike.find(({ lang }) => lang.toLowerCase() === wanted) ?? alike[0];
    }
  }
  return versions[0];
}

function base(tag: string): string | undefined {
  return tag.toLowerCase().split("-")[0];
}
