"""Upload: what the next workbook would change, and publishing it."""

from components.candidate import held
from components.head import section
from components.upload_change import show_change
from components.upload_file import choose_file
from components.upload_head import upload_head
from components.upload_issues import show_wrong
from components.upload_place import place_of_upload, tell_place
from components.upload_publish import show_publish
from components.upload_understood import show_understood
from components.view import current_view

view = current_view()
_ = view.translator
place = place_of_upload()

upload_head(view, place)
tell_place(view, place)

section(_("1. Choose a workbook"))
choose_file(view, place)
section(_("2. What was understood"))
show_understood(view, held())
section(_("3. What is wrong"))
show_wrong(view, held())
section(_("4. What would change"))
change = show_change(view, held(), place)
section(_("5. Publish"))
show_publish(view, held(), place, change)
