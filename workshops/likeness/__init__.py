"""Which proposals are alike, across languages, and why.

Each proposal that is handed in has a fingerprint: the features of its words in every language in
which it stands. Those of one event lie in each process's memory as one sparse matrix, from which
the nearest to any words are found; the database says when it has to be read anew.
"""
