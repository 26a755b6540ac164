"""Present: the answer, the counts, the matrix, then one recommendation at a time, for a meeting room."""

from components.document.host import show_page
from components.present import present

show_page(present)
