"""The office's own register of people, as far as the portal must know of it: what of it is public."""

from terbuka.features.private_register.rules import column_problems, import_problems
from terbuka.kit.feature import Feature
from terbuka.law.private_register import ImportColumn, PrivateColumn

FEATURE = Feature(
    name="private_register",
    lists={"impor": ImportColumn},
    law_lists={"register-privat": PrivateColumn, "impor": ImportColumn},
    rules=lambda records, law, corpus: import_problems(records.every(ImportColumn), law, corpus.schemas),
    law_rules=column_problems,
)
