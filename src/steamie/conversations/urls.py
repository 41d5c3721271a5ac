"""Addresses of conversations."""

from __future__ import annotations

from django.urls import path

from .views import acts, conversation, desk, hiding, leaving, own_words, pictures, totals, webhook

app_name = "conversations"
urlpatterns = [
    path("webhooks/<slug:kind>/", webhook.webhook, name="webhook"),
    path("webhooks/<slug:kind>/deauthorisation/", leaving.deauthorisation, name="deauthorisation"),
    path("webhooks/<slug:kind>/deletion/", leaving.deletion, name="deletion"),
    path("data-deletion/<slug:code>/", leaving.forgotten, name="forgotten"),
    path("house-rules/", totals.house_rules, name="house_rules"),
]
desk_urlpatterns = [
    path("conversations/new/", desk.add, name="add"),
    path("conversations/listening/", desk.listening, name="listening"),
    path("conversations/listening/<int:pk>/look/", desk.look, name="look"),
    path("conversations/listening/<int:pk>/trial/", desk.try_out, name="try_out"),
    path("conversations/listening/<int:pk>/looked/", desk.looked, name="looked"),
    path("conversations/listening/review/", desk.review_steps, name="review_steps"),
    path("conversations/words/", own_words.words, name="own_words"),
    path("conversations/words/new/", own_words.add, name="add_own_words"),
    path("conversations/words/<int:pk>/end/", own_words.end, name="end_own_words"),
    path("conversations/pictures/", pictures.pictures, name="pictures"),
    path("conversations/totals/", totals.totals, name="totals"),
    path("conversations/replies/", desk.replies, name="replies"),
    path("conversations/replies/new/", desk.save_reply, name="save_reply"),
    path("conversations/replies/times/", desk.set_reply_time, name="set_reply_time"),
    path("conversations/replies/<int:pk>/approval/", desk.approve_reply, name="approve_reply"),
    path("conversations/replies/<int:pk>/retirement/", desk.retire_reply, name="retire_reply"),
    path("conversations/hidden/", hiding.hidden, name="hidden"),
    path("conversations/hidden/<int:pk>/review/", hiding.review, name="review_hide"),
    path("conversations/hidden/<int:pk>/withdrawal/", hiding.undo_hide, name="undo_hide"),
    path("conversations/hidden/<int:pk>/characteristics/", hiding.tick, name="tick"),
    path("conversations/bans/<int:pk>/decision/", hiding.decide_ban, name="decide_ban"),
    path("conversations/rules/new/", hiding.propose_rule, name="propose_rule"),
    path("conversations/rules/<int:pk>/publication/", hiding.publish_rule, name="publish_rule"),
    path("conversations/rules/<int:pk>/withdrawal/", hiding.withdraw_rule, name="withdraw_rule"),
    path("conversations/messages/<int:pk>/hiding/", hiding.hide, name="hide"),
    path("conversations/messages/<int:pk>/ban/", hiding.ask_ban, name="ask_ban"),
    path("conversations/answers/<int:pk>/withdrawal/", acts.undo, name="undo"),
    path("conversations/answers/<int:pk>/settlement/", acts.settle_reply, name="settle_reply"),
    path("conversations/<int:pk>/", conversation.conversation, name="conversation"),
    path("conversations/<int:pk>/answer/", acts.answer, name="answer"),
    path("conversations/<int:pk>/draft/", acts.keep_draft, name="keep_draft"),
    path("conversations/<int:pk>/offline/", acts.begin_offline, name="begin_offline"),
    path("conversations/<int:pk>/offline/private/", acts.reply_privately, name="reply_privately"),
    path("conversations/<int:pk>/offline/contact/", acts.reach, name="reach"),
    path("conversations/<int:pk>/offline/outcome/", acts.close_offline, name="close_offline"),
    path("conversations/<int:pk>/case/", acts.become_case, name="become_case"),
    path("conversations/<int:pk>/handler/", acts.take, name="take"),
    path("conversations/<int:pk>/assignment/", acts.assign, name="assign"),
    path("conversations/<int:pk>/notes/", acts.add_note, name="add_note"),
    path("conversations/<int:pk>/kind/", acts.sort, name="sort"),
    path("conversations/<int:pk>/reading/", acts.mark_read, name="mark_read"),
    path("conversations/<int:pk>/reopening/", acts.reopen, name="reopen"),
]
