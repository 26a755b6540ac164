"""What the readers of zip and XML raise on a package that is damaged, so that it can be named and not passed on."""

import struct
from zipfile import BadZipFile, LargeZipFile
from zlib import error as ZlibError  # noqa: N812 - the module calls its exception "error"

PARSE_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LargeZipFile,
    LookupError,  # a part, a style or a string that is referred to and not there; an encoding nobody knows
    OSError,
    RuntimeError,  # a part with a password, or packed in a way that Python cannot unpack
    SyntaxError,  # XML that is not well formed
    TypeError,
    ValueError,  # numbers that are none, and documents that declare entities
    ZlibError,
    struct.error,
)
