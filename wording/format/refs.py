"""A recommendation's ref as a reader needs it: with its review where the ref alone is ambiguous."""


def reviewed_ref(review: str, ref: str, *, named: bool) -> str:
    """Return a ref, such as "3"; `named` adds the short name of its review: "3 (Custody)"."""
    return f"{ref} ({review})" if named else ref
