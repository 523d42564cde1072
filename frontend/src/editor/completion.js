// What the editor completes: our prefixes, and the terms that the release really uses.
import Yasqe from "@zazuko/yasqe";

/** Replace YASQE's completers, which would ask services of others. */
export function completion({ prefixes, classes, properties, concepts }) {
  const { Autocompleters } = Yasqe;
  Object.assign(Autocompleters.prefixes, {
    get: () => Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
    persistenceId: null,
  });
  const local = { bulk: true, autoShow: true, persistenceId: null };
  Object.assign(Autocompleters.class, local, { get: () => classes });
  Object.assign(Autocompleters.property, local, { get: () => properties });
  Autocompleters.concept = {
    ...Autocompleters.class,
    name: "concept",
    get: () => concepts,
    isValidCompletionPosition: (yasqe) => /^(type:|<)./.test(yasqe.getCompleteToken().string),
  };
}
