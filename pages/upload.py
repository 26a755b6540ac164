"""Upload: what the next workbook would change, and publishing it."""

from components.session.uploaded_workbook import held
from components.session.view import current_view
from components.text.page_header import show_section_heading
from components.upload.header import upload_head
from components.upload.step1_file import choose_file
from components.upload.step2_understood import show_understood
from components.upload.step3_issues import show_wrong
from components.upload.step4_changes import show_change
from components.upload.step5_publish import show_publish
from components.upload.target import place_of_upload, tell_place

view = current_view()
_ = view.translator
target = place_of_upload()

upload_head(view, target)
tell_place(view, target)

show_section_heading(_("1. Choose a workbook"))
choose_file(view, target)
show_section_heading(_("2. What was understood"))
show_understood(view, held())
show_section_heading(_("3. What is wrong"))
show_wrong(view, held())
show_section_heading(_("4. What would change"))
change = show_change(view, held(), target)
show_section_heading(_("5. Publish"))
show_publish(view, held(), target, change)
