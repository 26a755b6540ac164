"""Limit the memory, processor time and files of the process itself, before it opens a workbook.

On Windows a job object limits memory, processor time and the number of processes. Where a system ignores a limit
(memory on macOS) or refuses to set it, the timer of the waiting process is the only limit.
"""

import sys

OUT_OF_TIME_ON_WINDOWS = 1816
"""The exit status of a process whose job has used up its time (ERROR_NOT_ENOUGH_QUOTA)."""

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
    _NO_ERROR_BOX = 0x1 | 0x2
    _EXTENDED_LIMITS = 9
    _TICKS = 10_000_000  # of 100 nanoseconds, in a second

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def limit_process(*, memory: int, seconds: int, max_file_bytes: int = 0) -> None:
        """Limit the memory (bytes) and processor time (seconds) of this process, and let it start no other process."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.SetErrorMode(_NO_ERROR_BOX)
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        limits = _ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY
        limits.BasicLimitInformation.PerProcessUserTimeLimit = seconds * _TICKS
        limits.BasicLimitInformation.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = memory
        job = kernel.CreateJobObjectW(None, None)
        kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

else:
    import resource
    from contextlib import suppress

    _FILES = 64

    def limit_process(*, memory: int, seconds: int, max_file_bytes: int = 0) -> None:
        """Limit the memory (bytes) and processor time (seconds) of this process, and its files; it writes no core dump.

        `max_file_bytes` is the largest size of a file that it writes: usually 0.
        """
        wanted = (
            (resource.RLIMIT_AS, memory, memory),
            (resource.RLIMIT_CPU, seconds, seconds + 1),  # the first ends it with its own signal, SIGXCPU
            (resource.RLIMIT_FSIZE, max_file_bytes, max_file_bytes),
            (resource.RLIMIT_NOFILE, _FILES, _FILES),
            (resource.RLIMIT_CORE, 0, 0),
        )
        for limit, *values in wanted:
            _, current = resource.getrlimit(limit)
            soft, hard = values if current == resource.RLIM_INFINITY else (min(value, current) for value in values)
            with suppress(OSError, ValueError):
                resource.setrlimit(limit, (soft, hard))
