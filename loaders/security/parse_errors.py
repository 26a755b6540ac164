"""The exceptions that reading a damaged zip or XML raises, so that all become one WorkbookError."""

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
    LookupError,  # a missing part, style or string; an unknown encoding
    OSError,
    RuntimeError,  # a part with a password, or packed in a way that Python cannot unpack
    SyntaxError,  # XML that is not well formed
    TypeError,
    ValueError,  # malformed numbers, and documents that declare entities
    ZlibError,
    struct.error,
)
