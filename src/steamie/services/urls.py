"""Addresses of what residents do online."""

from __future__ import annotations

from django.urls import path

from .views import (
    answers,
    application_lists,
    applications,
    by_phone,
    contact,
    damp,
    damp_letters,
    damp_public,
    damp_totals,
    fixed,
    follow,
    handing,
    referrals,
    repairs,
    right_to_repair,
)

app_name = "services"
urlpatterns = [
    path("apply/", applications.apply, name="apply"),
    path("contact/", contact.contact, name="contact"),
    path("contact/private/", contact.safe, name="safe"),
    path("follow/", follow.follow, name="follow"),
    path("follow/more/", follow.more, name="more"),
    path("follow/fixed/<str:token>/", fixed.fixed, name="fixed"),
    path("follow/return/", damp_public.came_back, name="damp_return"),
    path("repairs/", repairs.start, name="repairs"),
    path("repairs/where/", repairs.where, name="where"),
    path("repairs/what/", repairs.what, name="what"),
    path("repairs/details/", repairs.tell, name="tell"),
    path("repairs/check/", repairs.check, name="check"),
    path("repairs/sent/", repairs.send, name="send"),
    path("repairs/taken/<str:token>/", answers.taken, name="taken"),
    path("repairs/answers/", answers.second_answer, name="answers"),
]
desk_urlpatterns = [
    path("applications/", application_lists.lists, name="application_lists"),
    path("applications/<int:pk>/", application_lists.sheet, name="application_sheet"),
    path("applications/<int:pk>/admission/", application_lists.admit, name="application_admission"),
    path("cases/<str:reference>/referrals/new/", referrals.refer, name="refer"),
    path("cases/<str:reference>/referrals/<int:pk>/outcome/", referrals.outcome, name="referral_outcome"),
    path("repairs/", handing.repairs, name="repairs"),
    path("repairs/system/", handing.system, name="system"),
    path("repairs/<str:reference>/sending/", handing.hand_over_again, name="hand_over_again"),
    path("repairs/<str:reference>/withdrawal/", by_phone.told, name="withdrawal_told"),
    path("repairs/<str:reference>/acceptance/", handing.accepted, name="accepted"),
    path("cases/totals/damp/", damp_totals.damp_totals, name="damp_totals"),
    path("cases/<str:reference>/damp/", damp.aware, name="damp"),
    path("cases/<str:reference>/damp/investigation/", damp.investigation, name="damp_investigation"),
    path("cases/<str:reference>/damp/attempts/", damp.no_access, name="damp_no_access"),
    path("cases/<str:reference>/damp/summary/", damp_letters.summary, name="damp_summary"),
    path("cases/<str:reference>/damp/summary/sending/", damp_letters.summary_sending, name="damp_summary_sending"),
    path("cases/<str:reference>/damp/notices/", damp_letters.notice, name="damp_notice"),
    path("cases/<str:reference>/damp/duties/<slug:duty>/", damp.work, name="damp_work"),
    path("cases/<str:reference>/damp/payments/", damp.payment, name="damp_payment"),
    path("cases/<str:reference>/damp/return/", damp.came_back, name="damp_came_back"),
    path("cases/<str:reference>/repair/details/", by_phone.where_and_what, name="where_and_what"),
    path("cases/<str:reference>/repair/completion/", right_to_repair.put_right, name="put_right"),
    path("cases/<str:reference>/repair/pauses/", right_to_repair.pause, name="pause_repair"),
    path("cases/<str:reference>/repair/resumption/", right_to_repair.resume, name="resume_repair"),
    path("cases/<str:reference>/repair/second-contractor/", right_to_repair.second, name="second_contractor"),
    path("cases/<str:reference>/repair/above-cap/", right_to_repair.above_cap, name="above_cap"),
]
